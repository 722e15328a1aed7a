package org.fengqiao.privacy;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Pattern;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * The keys of the platform, read from the file {@code FENGQIAO_KEYSET} names; never from a
 * database, a topic or a log.
 *
 * <p>A properties file: {@code suite=AES_SHA256}, {@code primary=k1}, {@code aead.k1=<base64>},
 * {@code hash.k1=<base64>}. A key of another family says so: {@code suite.k2=SM4_SM3}. New values
 * are sealed with the primary key, old ones are opened with the key they name, so a cipher key
 * rotates by adding a line and moving {@code primary}. Hashes are compared across years and
 * services: once ciphers have rotated, {@code primary.hash=k1} keeps the old hash key, which moves
 * only together with a rebuild of every stored hash.
 */
public final class Keyset {

    private static final Pattern ID = Pattern.compile("[a-z0-9]{1,16}");
    private static final int HASH_KEY_BYTES = 32;

    /** A cipher key and the family it belongs to. */
    record CipherKey(String id, Suite suite, SecretKeySpec secret) {}

    /** A hash key and the family it belongs to. */
    record HashKey(String id, Suite suite, SecretKeySpec secret) {}

    private final Map<String, CipherKey> cipherKeys;
    private final CipherKey primaryCipher;
    private final HashKey primaryHash;

    private Keyset(
            Map<String, CipherKey> cipherKeys, CipherKey primaryCipher, HashKey primaryHash) {
        this.cipherKeys = Map.copyOf(cipherKeys);
        this.primaryCipher = primaryCipher;
        this.primaryHash = primaryHash;
    }

    /**
     * Reads a keyset.
     *
     * @throws IOException if the file cannot be read
     * @throws IllegalArgumentException if a line is missing or a key has the wrong length; names
     *     the line, never the key
     */
    public static Keyset load(Path file) throws IOException {
        Properties lines = new Properties();
        try (BufferedReader reader = Files.newBufferedReader(file)) {
            lines.load(reader);
        }
        return of(lines);
    }

    static Keyset of(Properties lines) {
        Map<String, CipherKey> ciphers = new HashMap<>();
        Map<String, HashKey> hashes = new HashMap<>();
        for (String name : lines.stringPropertyNames()) {
            String value = required(lines, name);
            if (name.startsWith("aead.")) {
                String id = id(name);
                Suite suite = suite(lines, id);
                byte[] key = key(name, value, suite.cipherKeyBytes());
                ciphers.put(
                        id, new CipherKey(id, suite, new SecretKeySpec(key, suite.cipherName())));
            } else if (name.startsWith("hash.")) {
                String id = id(name);
                Suite suite = suite(lines, id);
                byte[] key = key(name, value, HASH_KEY_BYTES);
                hashes.put(id, new HashKey(id, suite, new SecretKeySpec(key, suite.macName())));
            }
        }
        String primary = required(lines, "primary");
        String primaryHash = lines.getProperty("primary.hash", primary).strip();
        return new Keyset(
                ciphers,
                present(ciphers.get(primary), "aead." + primary),
                present(hashes.get(primaryHash), "hash." + primaryHash));
    }

    /**
     * Makes a keyset with one fresh key of each kind, of the family AES_SHA256; see the other
     * overload.
     */
    public static Keyset generate(Path file) throws IOException {
        return generate(file, Suite.AES_SHA256);
    }

    /**
     * Makes a keyset with one fresh key of each kind, readable by its owner only.
     *
     * @throws FileAlreadyExistsException if the file exists: overwriting keys loses every sealed
     *     value
     */
    public static Keyset generate(Path file, Suite suite) throws IOException {
        SecureRandom random = new SecureRandom();
        Properties lines = new Properties();
        lines.setProperty("suite", suite.name());
        lines.setProperty("primary", "k1");
        lines.setProperty("aead.k1", fresh(random, suite.cipherKeyBytes()));
        lines.setProperty("hash.k1", fresh(random, HASH_KEY_BYTES));
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        // Created with its mode in one step: a key must not be readable even for a moment.
        try (WritableByteChannel channel =
                        Files.newByteChannel(
                                file,
                                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                                PosixFilePermissions.asFileAttribute(
                                        PosixFilePermissions.fromString("rw-------")));
                var writer = Channels.newWriter(channel, StandardCharsets.UTF_8)) {
            lines.store(writer, "Losing this file loses every sealed value. Never commit it.");
        }
        return of(lines);
    }

    CipherKey primaryCipher() {
        return primaryCipher;
    }

    @Nullable CipherKey cipher(String id) {
        return cipherKeys.get(id);
    }

    HashKey primaryHash() {
        return primaryHash;
    }

    private static Suite suite(Properties lines, String id) {
        String whole = lines.getProperty("suite", Suite.AES_SHA256.name());
        return Suite.named(lines.getProperty("suite." + id, whole).strip());
    }

    private static String id(String name) {
        String id = name.substring(name.indexOf('.') + 1);
        if (!ID.matcher(id).matches()) {
            throw new IllegalArgumentException("keyset: key id must match " + ID + " in " + name);
        }
        return id;
    }

    private static byte[] key(String name, String base64, int bytes) {
        byte[] key;
        try {
            key = Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            // Without the cause: its message quotes the text.
            throw new IllegalArgumentException("keyset: " + name + " is not base64");
        }
        if (key.length != bytes) {
            throw new IllegalArgumentException(
                    "keyset: " + name + " must have " + bytes + " bytes, has " + key.length);
        }
        return key;
    }

    private static String required(Properties lines, String name) {
        return present(lines.getProperty(name), name).strip();
    }

    private static <T> T present(@Nullable T value, String name) {
        if (value == null) {
            throw new IllegalArgumentException("keyset: " + name + " is missing");
        }
        return value;
    }

    private static String fresh(SecureRandom random, int bytes) {
        byte[] key = new byte[bytes];
        random.nextBytes(key);
        return Base64.getEncoder().encodeToString(key);
    }
}
