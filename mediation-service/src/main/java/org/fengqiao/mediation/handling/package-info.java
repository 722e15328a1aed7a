/** The only transactions of mediation. */
@NullMarked
package org.fengqiao.mediation.handling;

import org.jspecify.annotations.NullMarked;
