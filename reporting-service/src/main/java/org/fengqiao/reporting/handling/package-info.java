/** The only transactions of reporting. */
@NullMarked
package org.fengqiao.reporting.handling;

import org.jspecify.annotations.NullMarked;
