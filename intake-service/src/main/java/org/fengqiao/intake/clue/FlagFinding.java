package org.fengqiao.intake.clue;

import org.fengqiao.contracts.Flag;

/**
 * A flag and why it was set: a lexicon rule or a field of the source, never the text itself.
 *
 * @param rule e.g. {@code THREAT-01}, {@code p110.gljjdbh}
 */
public record FlagFinding(Flag flag, String rule) {}
