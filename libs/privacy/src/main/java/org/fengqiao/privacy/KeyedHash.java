package org.fengqiao.privacy;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.crypto.Mac;

/**
 * Keyed hashes by which the same person or place is recognised without being known: 32 hexadecimal
 * characters (128 bits) of an HMAC over the normalised value.
 *
 * <p>Kinds never collide: the hash of a phone differs from that of an id number with the same
 * digits. A value of which nothing usable is left has no hash; otherwise everybody without a phone
 * would be one person. Thread-safe.
 */
public final class KeyedHash {

    private static final int BYTES = 16;
    private static final int SHORTEST_PHONE = 7;
    private static final int MOBILE = 11;
    private static final Pattern NOT_DIGIT = Pattern.compile("\\D+");
    private static final Pattern COUNTRY = Pattern.compile("^(?:0086|86)(?=1\\d{10}$)");

    private final Keyset.HashKey key;

    public KeyedHash(Keyset keys) {
        this.key = keys.primaryHash();
    }

    /** By certificate number (证件号码), any kind; spaces, width and case do not matter. */
    public Optional<String> person(String idNo) {
        String value = Texts.bare(idNo).toUpperCase(Locale.ROOT);
        return value.length() < SHORTEST_PHONE ? Optional.empty() : hash("person", value);
    }

    /** By phone; separators and the country code do not matter. */
    public Optional<String> phone(String phone) {
        String digits = phoneDigits(phone);
        return digits.length() < SHORTEST_PHONE ? Optional.empty() : hash("phone", digits);
    }

    /** By name and phone together, for people who gave no id number. */
    public Optional<String> personNamePhone(String name, String phone) {
        String who = Texts.bare(name).toUpperCase(Locale.ROOT);
        String digits = phoneDigits(phone);
        return who.isEmpty() || digits.length() < SHORTEST_PHONE
                ? Optional.empty()
                : hash("name+phone", who + '\n' + digits);
    }

    /** By address; punctuation, spaces, width and case do not matter. */
    public Optional<String> address(String address) {
        String value = Texts.bare(address).toUpperCase(Locale.ROOT);
        return value.isEmpty() ? Optional.empty() : hash("address", value);
    }

    private static String phoneDigits(String phone) {
        String digits = NOT_DIGIT.matcher(Texts.compact(phone)).replaceAll("");
        return digits.length() > MOBILE ? COUNTRY.matcher(digits).replaceFirst("") : digits;
    }

    private Optional<String> hash(String kind, String value) {
        try {
            Mac mac = key.suite().mac();
            mac.init(key.secret());
            mac.update(kind.getBytes(StandardCharsets.UTF_8));
            mac.update((byte) 0);
            byte[] whole = mac.doFinal(value.getBytes(StandardCharsets.UTF_8));
            return Optional.of(HexFormat.of().formatHex(whole, 0, BYTES));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("hashing a " + kind + " failed", e);
        }
    }
}
