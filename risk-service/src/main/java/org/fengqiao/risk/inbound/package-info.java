/** How the world reaches risk: HTTP and Kafka. */
@NullMarked
package org.fengqiao.risk.inbound;

import org.jspecify.annotations.NullMarked;
