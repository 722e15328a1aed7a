package org.fengqiao.intake;

import java.util.random.RandomGenerator;

/**
 * 案码: what a citizen asks with (一案一码). 12 characters of Crockford's base 32, 60 random bits: it
 * cannot be guessed from another.
 */
public record CaseCode(String text) {

    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final int LENGTH = 12;

    public CaseCode {
        if (!text.matches("[0-9A-HJKMNP-TV-Z]{12}")) {
            throw new IllegalArgumentException("not a case code");
        }
    }

    /**
     * A fresh code.
     *
     * @param random a secure one outside tests
     */
    public static CaseCode next(RandomGenerator random) {
        StringBuilder code = new StringBuilder(LENGTH);
        for (int i = 0; i < LENGTH; i++) {
            code.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return new CaseCode(code.toString());
    }

    @Override
    public String toString() {
        return text;
    }
}
