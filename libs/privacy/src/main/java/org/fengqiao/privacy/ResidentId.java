package org.fengqiao.privacy;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.Period;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An 18-character resident identity number (公民身份号码, GB 11643-1999): region 6, birth date 8, serial
 * 3, check character by ISO 7064 MOD 11-2.
 *
 * <p>Region codes are not looked up: divisions come and go, and a number issued in one that is gone
 * stays valid.
 */
public record ResidentId(String value) {

    private static final Pattern FORM = Pattern.compile("[1-9]\\d{16}[\\dX]");
    private static final int[] WEIGHTS = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    private static final String CHECKS = "10X98765432";
    private static final int FIRST_YEAR = 1900;

    /**
     * @throws IllegalArgumentException if form, birth date or check character are wrong; without
     *     the value
     */
    public ResidentId {
        if (!isValid(value)) {
            throw new IllegalArgumentException("not a resident identity number");
        }
    }

    /**
     * Reads what people and systems write: spaces, full width and a small x are forgiven, nothing
     * else.
     */
    public static Optional<ResidentId> parse(String text) {
        String value = Texts.compact(text).toUpperCase(Locale.ROOT);
        return isValid(value) ? Optional.of(new ResidentId(value)) : Optional.empty();
    }

    /** Whether the text is such a number exactly. */
    public static boolean isValid(String text) {
        return FORM.matcher(text).matches()
                && isDate(text)
                && text.charAt(17) == checkCharacter(text);
    }

    /** The check character that belongs to the first 17 digits. */
    public static char checkCharacter(String first17) {
        int sum = 0;
        for (int i = 0; i < WEIGHTS.length; i++) {
            sum += (first17.charAt(i) - '0') * WEIGHTS[i];
        }
        return CHECKS.charAt(sum % 11);
    }

    /** The six-digit division the number was issued in; not where the person lives. */
    public String issuedIn() {
        return value.substring(0, 6);
    }

    public LocalDate birthDate() {
        return birthDate(value);
    }

    /** Age in completed years on a day; negative if born later. */
    public int ageOn(LocalDate day) {
        return Period.between(birthDate(), day).getYears();
    }

    /** Odd serials are men's (GB/T 2261.1 code 1), even ones women's (code 2). */
    public int genderCode() {
        return (value.charAt(16) - '0') % 2 == 1 ? 1 : 2;
    }

    /** Masked, so that no log line shows a number by accident. */
    @Override
    public String toString() {
        return Masks.idNo(value);
    }

    private static boolean isDate(String text) {
        try {
            return birthDate(text).getYear() >= FIRST_YEAR;
        } catch (DateTimeException e) {
            return false;
        }
    }

    private static LocalDate birthDate(String text) {
        return LocalDate.of(
                Integer.parseInt(text, 6, 10, 10),
                Integer.parseInt(text, 10, 12, 10),
                Integer.parseInt(text, 12, 14, 10));
    }
}
