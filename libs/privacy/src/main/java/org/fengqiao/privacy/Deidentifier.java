package org.fengqiao.privacy;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Writes the title and summary that travel inside the platform: people become 甲方, 乙方, 丙方…, phones,
 * certificate numbers, plates and the like become {@code ***}.
 *
 * <p>First of all the names the record itself gives. Names it does not give are caught by their
 * form ({@code 李某乙}) and by cues (邻居, 报警人, 名叫… and a common surname); that net is coarse on
 * purpose, a wrongly replaced word costs less than a published name. One instance per record, so
 * that title and summary call the same person the same. Not thread-safe.
 */
public final class Deidentifier {

    /** Longest title. */
    public static final int TITLE = 100;

    /** Longest summary (GB/T 31000 limit of an event's description). */
    public static final int SUMMARY = 2000;

    /** Which side a named person is on: applicants come first in the order of labels. */
    public enum Side {
        APPLICANT,
        RESPONDENT,
        OTHER,
        /** Call takers, judges, clerks: not a party, replaced by 工作人员. */
        STAFF
    }

    /** Somebody the record names. */
    public record Named(String name, Side side) {

        /** Without the name, so that it reaches no log by accident. */
        @Override
        public String toString() {
            return "Named[" + side + "]";
        }
    }

    private static final String STEMS = "甲乙丙丁戊己庚辛壬癸";
    private static final String OTHERS = "其他人";
    private static final String STAFF = "工作人员";

    private final Map<String, String> labels = new LinkedHashMap<>();
    private final Pattern known;
    private int labelled;

    /**
     * For one record and the people it names; placeholders such as 未留 and single characters are no
     * names.
     */
    public Deidentifier(List<Named> named) {
        named.stream()
                .sorted(Comparator.comparing(Named::side))
                .forEach(person -> remember(Texts.compact(person.name()), person.side()));
        this.known = NamesInText.pattern(labels.keySet());
    }

    /** De-identified and at most {@link #TITLE} characters. */
    public String title(String text) {
        return Texts.cut(replace(text), TITLE);
    }

    /** De-identified and at most {@link #SUMMARY} characters. */
    public String summary(String text) {
        return Texts.cut(replace(text), SUMMARY);
    }

    /** What each name is called, for whoever must restore the text for those who may see it. */
    public Map<String, String> labels() {
        return Map.copyOf(labels);
    }

    private String replace(String text) {
        String half = Texts.halfWidthAlphanumerics(text);
        StringBuilder unnamed = new StringBuilder(half.length());
        Matcher given = known.matcher(half);
        NamesInText.Guesses guesses = new NamesInText.Guesses(half);
        int from = 0;
        boolean isGiven = given.find();
        boolean isGuessed = guesses.find(0);
        while (isGiven || isGuessed) {
            // A name the record gives wins over a guess at the same place.
            boolean takeGiven = isGiven && (!isGuessed || given.start() <= guesses.start());
            int start = takeGiven ? given.start() : guesses.start();
            int end = takeGiven ? given.end() : guesses.end();
            unnamed.append(half, from, start).append(label(half.substring(start, end)));
            from = end;
            isGiven = isGiven && (given.start() >= from || given.find(from));
            isGuessed = isGuessed && (guesses.start() >= from || guesses.find(from));
        }
        return NumbersInText.hide(unnamed.append(half, from, half.length()).toString());
    }

    private String label(String found) {
        return labels.computeIfAbsent(Texts.compact(found), name -> nextLabel());
    }

    private void remember(String name, Side side) {
        if (NamesInText.isName(name) && !labels.containsKey(name)) {
            labels.put(name, side == Side.STAFF ? STAFF : nextLabel());
        }
    }

    private String nextLabel() {
        return labelled < STEMS.length() ? STEMS.charAt(labelled++) + "方" : OTHERS;
    }
}
