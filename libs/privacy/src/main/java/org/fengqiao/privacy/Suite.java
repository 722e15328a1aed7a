package org.fengqiao.privacy;

import java.security.GeneralSecurityException;
import java.security.Provider;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.jspecify.annotations.Nullable;

/**
 * The two families of algorithms a keyset may use; commercial-cryptography assessment (密评) asks for
 * the second.
 */
public enum Suite {
    /** AES-256-GCM and HMAC-SHA-256. */
    AES_SHA256("AES", 32, "HmacSHA256"),
    /** SM4-GCM and HMAC-SM3 (GB/T 32907, GB/T 32905). */
    SM4_SM3("SM4", 16, "HMACSM3");

    private final String cipherName;
    private final int cipherKeyBytes;
    private final String macName;

    Suite(String cipherName, int cipherKeyBytes, String macName) {
        this.cipherName = cipherName;
        this.cipherKeyBytes = cipherKeyBytes;
        this.macName = macName;
    }

    static Suite named(String name) {
        return Arrays.stream(values())
                .filter(suite -> suite.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("unknown suite " + name));
    }

    String cipherName() {
        return cipherName;
    }

    int cipherKeyBytes() {
        return cipherKeyBytes;
    }

    String macName() {
        return macName;
    }

    Cipher cipher() throws GeneralSecurityException {
        Provider provider = provider();
        String transformation = cipherName + "/GCM/NoPadding";
        return provider == null
                ? Cipher.getInstance(transformation)
                : Cipher.getInstance(transformation, provider);
    }

    Mac mac() throws GeneralSecurityException {
        Provider provider = provider();
        return provider == null ? Mac.getInstance(macName) : Mac.getInstance(macName, provider);
    }

    private @Nullable Provider provider() {
        return this == AES_SHA256 ? null : Bouncy.CASTLE;
    }

    /**
     * Loaded only when the SM family is used: the provider takes a quarter of a second to build.
     */
    private static final class Bouncy {
        static final Provider CASTLE = new BouncyCastleProvider();
    }
}
