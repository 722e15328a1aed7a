package org.fengqiao.intake;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;

/**
 * 案件编号: {@code ZZ} + region 6 + yyyyMMdd + serial + check digit (ISO 7064 MOD 11,10 over the
 * digits); 23 characters, 24 when a region registers more than 999,999 cases a day (INTERFACES §6).
 */
public record CaseNumber(String text) {

    private static final int SHORT_LIMIT = 999_999;
    private static final int LIMIT = 9_999_999;

    public CaseNumber {
        if (!text.matches("ZZ[1-9]\\d{20,21}") || !checks(text)) {
            throw new IllegalArgumentException("not a case number: " + text);
        }
    }

    /**
     * The number of a case.
     *
     * @param regionCode at least six digits, the first six count
     * @param day registration day in Asia/Shanghai
     * @param serial 1 … 9,999,999
     */
    public static CaseNumber of(String regionCode, LocalDate day, int serial) {
        if (serial < 1 || serial > LIMIT) {
            throw new IllegalArgumentException("serial out of range: " + serial);
        }
        String digits =
                regionCode.substring(0, 6)
                        + day.format(DateTimeFormatter.BASIC_ISO_DATE)
                        + (serial <= SHORT_LIMIT ? "%06d" : "%07d").formatted(serial);
        return new CaseNumber("ZZ" + digits + checkDigit(digits));
    }

    private static boolean checks(String text) {
        String digits = text.substring(2, text.length() - 1);
        return checkDigit(digits) == text.charAt(text.length() - 1) - '0';
    }

    private static int checkDigit(String digits) {
        int product = 10;
        for (int i = 0; i < digits.length(); i++) {
            int sum = (product + digits.charAt(i) - '0') % 10;
            product = (sum == 0 ? 10 : sum) * 2 % 11;
        }
        return (11 - product) % 10;
    }

    @Override
    public String toString() {
        return text;
    }
}
