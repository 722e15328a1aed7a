/** How the world reaches reporting: HTTP and Kafka. */
@NullMarked
package org.fengqiao.reporting.inbound;

import org.jspecify.annotations.NullMarked;
