package org.fengqiao.intake.mapping;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.fengqiao.contracts.Explanation;
import org.jspecify.annotations.Nullable;

/**
 * One system's table of classes, and behind it the table of words for what the classes leave open.
 * A class that is known decides; words only make its level 1 finer or speak where it is silent.
 */
public final class CategoryTable {

    /** Nothing known: 其他纠纷, and a person has to look. */
    private static final String OTHER = "99";

    private static final List<WordRule> WORDS =
            CsvTable.read("/mapping/words.csv").stream()
                    .map(
                            row ->
                                    new WordRule(
                                            column(row, "rule"),
                                            column(row, "needs"),
                                            Pattern.compile(column(row, "pattern")),
                                            column(row, "category")))
                    .toList();

    private record ClassRule(String rule, String match, String value, String category) {

        boolean fits(SourceClass sourceClass) {
            return switch (match) {
                case "code" -> value.equals(sourceClass.code());
                case "name" -> sourceClass.name() != null && sourceClass.name().contains(value);
                default -> throw new IllegalStateException(rule + ": match " + match);
            };
        }
    }

    private record WordRule(String rule, String needs, Pattern pattern, String category) {}

    /** A class as the source sent it, code or name or both. */
    public record SourceClass(@Nullable String code, @Nullable String name) {}

    private final List<ClassRule> rules;

    private CategoryTable(List<ClassRule> rules) {
        this.rules = rules;
    }

    /** The table {@code mapping/<name>.csv}. */
    public static CategoryTable load(String name) {
        return new CategoryTable(
                CsvTable.read("/mapping/" + name + ".csv").stream()
                        .map(
                                row ->
                                        new ClassRule(
                                                column(row, "rule"),
                                                column(row, "match"),
                                                column(row, "value"),
                                                column(row, "category")))
                        .toList());
    }

    private static String column(Map<String, String> row, String name) {
        return Optional.ofNullable(row.get(name))
                .orElseThrow(() -> new IllegalStateException("no column " + name));
    }

    /**
     * The category of a matter; code 99 with {@code known} false when no rule knows it.
     *
     * @param classes most specific first
     * @param text what the matter is about, looked at in memory only
     */
    public MappedCategory map(List<SourceClass> classes, String text) {
        Optional<ClassRule> known =
                classes.stream()
                        .flatMap(c -> rules.stream().filter(r -> r.fits(c)).limit(1))
                        .findFirst();
        if (known.isPresent() && known.get().category().length() == 4) {
            return mapped(known.get().category(), known.get().rule(), classes, List.of(), 1, true);
        }
        CharacterSet characters = new CharacterSet(text);
        List<WordRule> words =
                WORDS.stream()
                        .filter(w -> characters.hasAny(w.needs()))
                        .filter(w -> w.pattern().matcher(text).find())
                        .toList();
        if (known.isPresent()) {
            return byClass(known.get(), classes, words);
        }
        if (!words.isEmpty()) {
            WordRule first = words.getFirst();
            return mapped(first.category(), first.rule(), classes, words, 0.6, true);
        }
        return mapped(OTHER, "CATEGORY-UNKNOWN", classes, words, 0, false);
    }

    private static MappedCategory byClass(
            ClassRule known, List<SourceClass> classes, List<WordRule> words) {
        String category = known.category();
        if (category.length() == 2) {
            Optional<WordRule> finer =
                    words.stream()
                            .filter(w -> w.category().length() == 4)
                            .filter(w -> w.category().startsWith(category))
                            .findFirst();
            if (finer.isPresent()) {
                String rule = known.rule() + "+" + finer.get().rule();
                return mapped(finer.get().category(), rule, classes, words, 0.8, true);
            }
        }
        return mapped(category, known.rule(), classes, words, 1, true);
    }

    private static MappedCategory mapped(
            String category,
            String rule,
            List<SourceClass> classes,
            List<WordRule> words,
            double score,
            boolean isKnown) {
        Set<String> others = new LinkedHashSet<>();
        words.forEach(w -> others.add(w.category()));
        others.remove(category);
        List<String> codes = new ArrayList<>();
        classes.forEach(c -> codes.add(c.code() == null ? "-" : c.code()));
        Map<String, String> inputs = Map.of("sourceClass", String.join("/", codes));
        return new MappedCategory(
                category, new Explanation(rule, inputs, List.copyOf(others), score), isKnown);
    }
}
