/** A service that keeps the rules. */
@NullMarked
package org.fengqiao.testkit.planted.good;

import org.jspecify.annotations.NullMarked;
