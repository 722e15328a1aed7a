/**
 * 接收: whether a push is new, known, older, or in conflict with what the source sent before. Pure;
 * the same for both doors.
 */
@NullMarked
package org.fengqiao.intake.reception;

import org.jspecify.annotations.NullMarked;
