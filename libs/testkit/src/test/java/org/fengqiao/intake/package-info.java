/** Stands for another service in HouseRulesTest. */
@NullMarked
package org.fengqiao.intake;

import org.jspecify.annotations.NullMarked;
