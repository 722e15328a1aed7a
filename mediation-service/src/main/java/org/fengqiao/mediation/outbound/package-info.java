/** How mediation keeps and tells: store, published events, timers. */
@NullMarked
package org.fengqiao.mediation.outbound;

import org.jspecify.annotations.NullMarked;
