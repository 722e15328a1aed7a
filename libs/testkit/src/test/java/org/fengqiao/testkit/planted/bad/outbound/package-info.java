/** Breaks rules. */
@NullMarked
package org.fengqiao.testkit.planted.bad.outbound;

import org.jspecify.annotations.NullMarked;
