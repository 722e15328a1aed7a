/** How the world reaches dispatch: HTTP, Kafka, timers. */
@NullMarked
package org.fengqiao.dispatch.inbound;

import org.jspecify.annotations.NullMarked;
