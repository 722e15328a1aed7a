/** What the planted services need. */
@NullMarked
package org.fengqiao.testkit.planted;

import org.jspecify.annotations.NullMarked;
