package org.fengqiao.intake.lexicon;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Head counts, ages and amounts said in a report's text. */
public final class TextFigures {

    private static final String NUMBER = "\\d{1,5}|[" + ChineseNumber.CHARACTERS + "]{1,7}";

    private static final Pattern HEADS =
            Pattern.compile(
                    "(?<![\\d第.年月日号])(?<n>"
                            + NUMBER
                            + "|[数几上][十百千])(?:余|多|来)?"
                            + "(?:[名位户](?!次)|(?:名|个|位|户|家)?"
                            + "(?:人(?!民|行|均|次|大)|工人|农民工|村民|业主|群众|居民|家长|职工|员工|商户|住户|租户|学生))");

    private static final Pattern AGE =
            Pattern.compile("(?<![\\d几])(?<n>\\d{1,2}|[一二三四五六七八九十]{1,3})周?岁");
    private static final Pattern BORN =
            Pattern.compile("(?<y>(?:19|20)\\d{2})年(?:(?<m>\\d{1,2})月)?(?:\\d{1,2}日)?出?生(?!效|产|活)");
    private static final Pattern AMOUNT =
            Pattern.compile(
                    "(?<![\\d.])(?<n>\\d[\\d,]{0,12}(?:\\.\\d{1,4})?|["
                            + ChineseNumber.CHARACTERS
                            + "]{1,12})(?:余|多)?(?<unit>万|亿)?(?:余|多)?元");
    private static final int ADULT = 18;

    private TextFigures() {}

    /** The largest number of people the text speaks of; 0 when it counts none. */
    public static int heads(String text) {
        Matcher matcher = HEADS.matcher(text);
        long largest = 0;
        while (matcher.find()) {
            largest = Math.max(largest, headCount(matcher.group("n")));
        }
        return (int) Math.min(largest, 999_999);
    }

    private static long headCount(String number) {
        // 数十, 几十, 上百: the unit itself is what can be relied on
        return ChineseNumber.parse(number.replaceFirst("^[数几上]", ""));
    }

    /**
     * Whether the text names somebody younger than 18, by age or by year of birth.
     *
     * @param day the day the report was made
     */
    static boolean namesMinor(String text, LocalDate day) {
        Matcher age = AGE.matcher(text);
        while (age.find()) {
            if (ChineseNumber.parse(age.group("n")) < ADULT) {
                return true;
            }
        }
        Matcher born = BORN.matcher(text);
        while (born.find()) {
            int year = Integer.parseInt(born.group("y"));
            // without the month the person is taken to be as young as may be: protection first
            int month = born.group("m") == null ? 12 : Integer.parseInt(born.group("m"));
            int age18 = year + ADULT;
            boolean underage =
                    day.getYear() < age18
                            || (day.getYear() == age18 && day.getMonthValue() < month);
            if (year <= day.getYear() && underage) {
                return true;
            }
        }
        return false;
    }

    /** The largest amount in yuan the text speaks of. */
    public static Optional<BigDecimal> amount(String text) {
        if (text.indexOf('元') < 0) {
            return Optional.empty();
        }
        Matcher matcher = AMOUNT.matcher(text);
        BigDecimal largest = null;
        while (matcher.find()) {
            String number = matcher.group("n").replace(",", "");
            BigDecimal value =
                    Character.isDigit(number.charAt(0))
                            ? new BigDecimal(number)
                            : BigDecimal.valueOf(ChineseNumber.parse(number));
            if (matcher.group("unit") != null) {
                value = value.scaleByPowerOfTen(matcher.group("unit").equals("万") ? 4 : 8);
            }
            if (largest == null || value.compareTo(largest) > 0) {
                largest = value;
            }
        }
        return Optional.ofNullable(largest)
                .filter(a -> a.precision() - a.scale() <= 12)
                .map(a -> a.setScale(2, RoundingMode.HALF_UP));
    }
}
