/** A service that breaks every rule once; see HouseRulesTest. */
@NullMarked
package org.fengqiao.testkit.planted.bad;

import org.jspecify.annotations.NullMarked;
