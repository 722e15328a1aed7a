/**
 * 线索: one source record, normalised. Holds personal data; it lives in memory and encrypted, never
 * on a topic.
 */
@NullMarked
package org.fengqiao.intake.clue;

import org.jspecify.annotations.NullMarked;
