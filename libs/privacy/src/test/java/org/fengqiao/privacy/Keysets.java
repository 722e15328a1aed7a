package org.fengqiao.privacy;

import java.util.Base64;
import java.util.Properties;

/** Keysets with known keys. */
final class Keysets {

    private Keysets() {}

    static Keyset aes() {
        return Keyset.of(lines());
    }

    static Keyset sm4() {
        Properties lines = lines();
        lines.setProperty("suite", "SM4_SM3");
        lines.setProperty("aead.k1", base64(16, 1));
        return Keyset.of(lines);
    }

    static Properties lines() {
        Properties lines = new Properties();
        lines.setProperty("primary", "k1");
        lines.setProperty("aead.k1", base64(32, 1));
        lines.setProperty("hash.k1", base64(32, 2));
        return lines;
    }

    static String base64(int bytes, int fill) {
        byte[] key = new byte[bytes];
        java.util.Arrays.fill(key, (byte) fill);
        return Base64.getEncoder().encodeToString(key);
    }
}
