/** Keeps the rules. */
@NullMarked
package org.fengqiao.testkit.planted.good.outbound;

import org.jspecify.annotations.NullMarked;
