package org.fengqiao.privacy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;

/**
 * Seals single column values with authenticated encryption.
 *
 * <p>Table, column and row id are associated data: a value copied to another row or column does not
 * open, so a database writer cannot swap two people's phones. The id must be one that never
 * changes.
 *
 * <p>Envelope: version (1 byte, 1), length of key id (1), key id (ASCII), nonce (12), ciphertext
 * with 16-byte tag. Nonces are random: rotate the key before 2^32 values. Thread-safe.
 */
public final class FieldCipher {

    private static final byte VERSION = 1;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final Keyset keys;
    private final SecureRandom random = new SecureRandom();

    public FieldCipher(Keyset keys) {
        this.keys = keys;
    }

    /** Seals text as UTF-8. */
    public byte[] seal(String table, String column, String id, String plain) {
        return seal(table, column, id, plain.getBytes(StandardCharsets.UTF_8));
    }

    /** Seals bytes for exactly this place. Sealing twice gives different bytes. */
    public byte[] seal(String table, String column, String id, byte[] plain) {
        Keyset.CipherKey key = keys.primaryCipher();
        byte[] head = head(key.id());
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            Cipher cipher = key.suite().cipher();
            cipher.init(Cipher.ENCRYPT_MODE, key.secret(), new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(place(head, table, column, id));
            byte[] sealed = cipher.doFinal(plain);
            return ByteBuffer.allocate(head.length + nonce.length + sealed.length)
                    .put(head)
                    .put(nonce)
                    .put(sealed)
                    .array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("sealing failed for " + table + "." + column, e);
        }
    }

    /** Opens text sealed for this place; refuses as {@link #open}. */
    public String openText(String table, String column, String id, byte[] sealed) {
        return new String(open(table, column, id, sealed), StandardCharsets.UTF_8);
    }

    /**
     * Opens what was sealed for this place.
     *
     * @throws UnreadableFieldException if it was sealed for another place, by an unknown key, or
     *     changed since
     */
    public byte[] open(String table, String column, String id, byte[] sealed) {
        Keyset.CipherKey key = keyOf(table, column, sealed);
        byte[] head = head(key.id());
        int body = head.length + NONCE_BYTES;
        if (sealed.length < body + TAG_BITS / Byte.SIZE) {
            throw new UnreadableFieldException(table, column, "too short");
        }
        try {
            Cipher cipher = key.suite().cipher();
            cipher.init(
                    Cipher.DECRYPT_MODE,
                    key.secret(),
                    new GCMParameterSpec(TAG_BITS, sealed, head.length, NONCE_BYTES));
            cipher.updateAAD(place(head, table, column, id));
            return cipher.doFinal(sealed, body, sealed.length - body);
        } catch (AEADBadTagException e) {
            throw new UnreadableFieldException(table, column, "other place, other key or changed");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("opening failed for " + table + "." + column, e);
        }
    }

    private Keyset.CipherKey keyOf(String table, String column, byte[] sealed) {
        if (sealed.length < 2 || sealed[0] != VERSION) {
            throw new UnreadableFieldException(table, column, "unknown version");
        }
        int length = Byte.toUnsignedInt(sealed[1]);
        if (sealed.length < 2 + length) {
            throw new UnreadableFieldException(table, column, "too short");
        }
        Keyset.CipherKey key =
                keys.cipher(new String(sealed, 2, length, StandardCharsets.US_ASCII));
        if (key == null) {
            throw new UnreadableFieldException(table, column, "unknown key");
        }
        return key;
    }

    private static byte[] head(String keyId) {
        byte[] ascii = keyId.getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(2 + ascii.length)
                .put(VERSION)
                .put((byte) ascii.length)
                .put(ascii)
                .array();
    }

    // Each part with its length: ("ab","c") and ("a","bc") are different places.
    private static byte[] place(byte[] head, String... parts) {
        byte[][] bytes = new byte[parts.length][];
        int size = head.length;
        for (int i = 0; i < parts.length; i++) {
            bytes[i] = parts[i].getBytes(StandardCharsets.UTF_8);
            size += Integer.BYTES + bytes[i].length;
        }
        ByteBuffer place = ByteBuffer.allocate(size).put(head);
        for (byte[] part : bytes) {
            place.putInt(part.length).put(part);
        }
        return place.array();
    }
}
