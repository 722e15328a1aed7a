package org.fengqiao.privacy;

import java.text.Normalizer;
import java.util.regex.Pattern;

/** Forms under which two spellings of the same value become equal. */
final class Texts {

    private static final Pattern SPACE = Pattern.compile("[\\s\\p{Z}\\p{Cf}]+");
    private static final Pattern NOT_LETTER_OR_DIGIT = Pattern.compile("[^\\p{L}\\p{Nd}]+");

    private Texts() {}

    /** Full-width to half-width (NFKC), no spaces and no invisible characters. */
    static String compact(String text) {
        return SPACE.matcher(Normalizer.normalize(text, Normalizer.Form.NFKC)).replaceAll("");
    }

    /** Letters and digits only, half-width. */
    static String bare(String text) {
        return NOT_LETTER_OR_DIGIT
                .matcher(Normalizer.normalize(text, Normalizer.Form.NFKC))
                .replaceAll("");
    }

    /**
     * Full-width ASCII (U+FF01–U+FF5E) digits and letters to half-width, one for one; punctuation
     * stays as written.
     */
    static String halfWidthAlphanumerics(String text) {
        StringBuilder half = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            char ascii = (char) (c - 0xFEE0);
            boolean convert = c >= 0xFF01 && c <= 0xFF5E && Character.isLetterOrDigit(ascii);
            half.append(convert ? ascii : c);
        }
        return half.toString();
    }

    /**
     * At most so many characters, the last an ellipsis if something was cut; never half a surrogate
     * pair.
     */
    static String cut(String text, int most) {
        if (text.codePointCount(0, text.length()) <= most) {
            return text;
        }
        return text.substring(0, text.offsetByCodePoints(0, most - 1)) + "…";
    }
}
