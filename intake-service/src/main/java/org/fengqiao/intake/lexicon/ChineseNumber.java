package org.fengqiao.intake.lexicon;

/** Whole numbers as people write them in a report: {@code 23}, {@code 二十三}, {@code 四十一万}. */
final class ChineseNumber {

    /** The characters a number may consist of, for use inside a regular expression's class. */
    static final String CHARACTERS = "零〇一二两三四五六七八九十百千万亿";

    private static final String DIGITS = "零一二三四五六七八九";

    private ChineseNumber() {}

    /** Reads digits or Chinese numerals; the caller's pattern has seen to it that it is one. */
    static long parse(String text) {
        if (Character.isDigit(text.charAt(0))) {
            return Long.parseLong(text);
        }
        long total = 0;
        long section = 0;
        long digit = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '十', '百', '千' -> {
                    // 十三 is 一十三
                    section += Math.max(digit, digit == 0 && section == 0 ? 1 : digit) * unit(c);
                    digit = 0;
                }
                case '万', '亿' -> {
                    total = (total + Math.max(section + digit, 1)) * unit(c);
                    section = 0;
                    digit = 0;
                }
                case '两' -> digit = 2;
                case '〇' -> digit = 0;
                default -> digit = DIGITS.indexOf(c);
            }
        }
        return total + section + digit;
    }

    private static long unit(char c) {
        return switch (c) {
            case '十' -> 10;
            case '百' -> 100;
            case '千' -> 1_000;
            case '万' -> 10_000;
            default -> 100_000_000;
        };
    }
}
