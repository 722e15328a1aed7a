package org.fengqiao.systemtests.bench;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.UUID;

/**
 * Who the n-th copy of a case is and when it happened: every identity of the original has exactly
 * one counterpart, the same in all databases, and no two copies share one.
 *
 * @param shift how much earlier than the original everything happened
 */
record Twin(long number, Instant registeredAt, Duration shift) {

    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");

    /** Odd, so that multiplying by it loses nothing: different numbers stay different. */
    private static final long SPREAD = 0x9E3779B97F4A7C15L;

    private static final long LOW_62 = -1L >>> 2;
    private static final long LOW_60 = -1L >>> 4;
    private static final int TIME_BITS = 16;
    private static final String CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final int CODE_LENGTH = 12;

    /** Seven digits, lawful where six are used up: no day of intake's own comes so far. */
    private static final long FIRST_SERIAL = 1_000_000;

    /** How many twins there can be: serials have no more than seven digits. */
    static final int MOST = 9_000_000;

    UUID id(UUID original) {
        long high = original.getMostSignificantBits();
        if (original.version() == 7) {
            high -= shift.toMillis() << TIME_BITS;
        }
        return new UUID(
                high, original.getLeastSignificantBits() ^ ((number + 1) * SPREAD & LOW_62));
    }

    /** A keyed hash, 32 hexadecimal digits: of somebody else. */
    String hash(String original) {
        long high = Long.parseUnsignedLong(original.substring(0, 16), 16);
        return "%016x".formatted(high ^ ((number + 1) * SPREAD)) + original.substring(16);
    }

    Instant at(Instant original) {
        return original.minus(shift);
    }

    static LocalDate dayOf(Instant at) {
        return LocalDate.ofInstant(at, SHANGHAI);
    }

    /** Case number with its check digit (ISO 7064 MOD 11,10). */
    String caseNo(String original) {
        String digits =
                original.substring(2, 8)
                        + dayOf(at(registeredAt)).format(DateTimeFormatter.BASIC_ISO_DATE)
                        + (FIRST_SERIAL + number);
        int product = 10;
        for (int i = 0; i < digits.length(); i++) {
            int sum = (product + digits.charAt(i) - '0') % 10;
            product = (sum == 0 ? 10 : sum) * 2 % 11;
        }
        return "ZZ" + digits + (11 - product) % 10;
    }

    String caseCode() {
        long bits = (number + 1) * SPREAD & LOW_60;
        char[] code = new char[CODE_LENGTH];
        for (int i = 0; i < CODE_LENGTH; i++) {
            code[i] = CROCKFORD.charAt((int) (bits & 31));
            bits >>>= 5;
        }
        return new String(code);
    }

    /** Begins as the original does, so that it looks like its system's. */
    String sourceKey(String original) {
        int kept = original.startsWith("RX") ? 2 : 6;
        return original.substring(0, kept) + "PL%09d".formatted(number).toUpperCase(Locale.ROOT);
    }
}
