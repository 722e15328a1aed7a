/** How the world reaches mediation: HTTP, Kafka, timers. */
@NullMarked
package org.fengqiao.mediation.inbound;

import org.jspecify.annotations.NullMarked;
