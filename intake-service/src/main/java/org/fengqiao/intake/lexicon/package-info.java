/**
 * Words that set a CL-09 flag, with negation, head counts and ages in Chinese text. The words are
 * data ({@code lexicon/flags.csv}); the rule id is kept as evidence, the text never.
 */
@NullMarked
package org.fengqiao.intake.lexicon;

import org.jspecify.annotations.NullMarked;
