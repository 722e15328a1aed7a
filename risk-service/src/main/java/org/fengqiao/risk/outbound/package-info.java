/** How risk keeps what it knows. */
@NullMarked
package org.fengqiao.risk.outbound;

import org.jspecify.annotations.NullMarked;
