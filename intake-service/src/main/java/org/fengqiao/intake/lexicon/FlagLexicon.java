package org.fengqiao.intake.lexicon;

import java.text.Normalizer;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.fengqiao.contracts.Flag;
import org.fengqiao.intake.clue.FlagFinding;
import org.fengqiao.intake.mapping.CharacterSet;
import org.fengqiao.intake.mapping.CsvTable;

/** Finds CL-09 flags in the texts of a record; a text is looked at and forgotten. */
public final class FlagLexicon {

    /** 一般群体性 from five persons (CL-05, default). */
    private static final int MASS_FROM = 5;

    private static final Pattern BLANKS = Pattern.compile("[\\s\\p{Cf}]+");

    private static final List<Rule> RULES =
            CsvTable.read("/lexicon/flags.csv").stream().map(Rule::of).toList();

    /**
     * A rule of the table.
     *
     * @param needs no match without one of these characters
     */
    private record Rule(FlagFinding finding, boolean negatable, String needs, Pattern pattern) {

        static Rule of(Map<String, String> row) {
            return new Rule(
                    new FlagFinding(Flag.valueOf(column(row, "flag")), column(row, "rule")),
                    column(row, "negatable").equals("yes"),
                    column(row, "needs"),
                    Pattern.compile(column(row, "pattern")));
        }

        private static String column(Map<String, String> row, String name) {
            return Objects.requireNonNull(row.get(name), name);
        }

        boolean hits(String text) {
            Matcher matcher = pattern.matcher(text);
            boolean hasAct = matcher.namedGroups().containsKey("act");
            while (matcher.find()) {
                int act = hasAct ? matcher.start("act") : matcher.start();
                if (!negatable || !Negation.denies(text, act)) {
                    return true;
                }
            }
            return false;
        }
    }

    private FlagLexicon() {}

    /**
     * The flags the texts give reason for.
     *
     * @param texts each {@link #plain}, each read by itself: a negation does not reach over into
     *     the next
     * @param day the day of the report, for ages by year of birth
     */
    public static Set<FlagFinding> find(Collection<String> texts, LocalDate day) {
        Set<FlagFinding> found = new HashSet<>();
        for (String text : texts) {
            CharacterSet characters = new CharacterSet(text);
            for (Rule rule : RULES) {
                if (characters.hasAny(rule.needs()) && rule.hits(text)) {
                    found.add(rule.finding());
                }
            }
            if (TextFigures.heads(text) >= MASS_FROM) {
                found.add(new FlagFinding(Flag.MASS, "MASS-HEADS"));
            }
            if (characters.hasAny("岁生") && TextFigures.namesMinor(text, day)) {
                found.add(new FlagFinding(Flag.MINOR, "MINOR-AGE"));
            }
        }
        return found;
    }

    /** One spelling: full-width figures and signs become plain ones, blanks go. */
    public static String plain(String text) {
        return BLANKS.matcher(Normalizer.normalize(text, Normalizer.Form.NFKC)).replaceAll("");
    }
}
