/** The stores, the keys, and the mapping of private events to published ones. */
@NullMarked
package org.fengqiao.intake.outbound;

import org.jspecify.annotations.NullMarked;
