/**
 * What a native record is, whatever its system: identity, version, times, and what is wrong with
 * it.
 */
@NullMarked
package org.fengqiao.intake.source;

import org.jspecify.annotations.NullMarked;
