/** Keeps the rules. */
@NullMarked
package org.fengqiao.testkit.planted.good.handling;

import org.jspecify.annotations.NullMarked;
