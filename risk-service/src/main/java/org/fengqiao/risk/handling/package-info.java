/** The only transactions of risk. */
@NullMarked
package org.fengqiao.risk.handling;

import org.jspecify.annotations.NullMarked;
