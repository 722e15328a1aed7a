/** The doors: HTTP, Kafka, what dispatch tells. */
@NullMarked
package org.fengqiao.intake.inbound;

import org.jspecify.annotations.NullMarked;
