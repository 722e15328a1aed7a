/** Breaks rules. */
@NullMarked
package org.fengqiao.testkit.planted.bad.inbound;

import org.jspecify.annotations.NullMarked;
