package org.fengqiao.intake.source;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.UUID;
import org.fengqiao.contracts.SourceSystem;
import org.jspecify.annotations.Nullable;

/**
 * What makes two pushes the same record (INTERFACES §2).
 *
 * @param version null when the source sends none: versions are then counted by arrival
 * @param contentHash SHA-256 of the canonical content, 64 lower-case hex digits
 */
public record RecordIdentity(
        SourceSystem system,
        String sourceKey,
        @Nullable SourceVersion version,
        String contentHash) {

    /**
     * Name space of receipt ids; fixed for ever, a receipt id must come out the same everywhere.
     */
    private static final UUID NAMESPACE = UUID.fromString("6f2d0c1e-5a8b-5c39-9a41-7e3f10c5b2d4");

    /** UUIDv5 of system, key, version and hash. */
    public UUID receiptId() {
        // none of the parts can hold a line feed, so the name is unambiguous
        String name =
                String.join(
                        "\n",
                        system.wireName(),
                        sourceKey,
                        version == null ? "" : version.text(),
                        contentHash);
        MessageDigest sha1 = digest("SHA-1");
        sha1.update(
                ByteBuffer.allocate(16)
                        .putLong(NAMESPACE.getMostSignificantBits())
                        .putLong(NAMESPACE.getLeastSignificantBits())
                        .flip());
        ByteBuffer hash = ByteBuffer.wrap(sha1.digest(name.getBytes(StandardCharsets.UTF_8)));
        long high = (hash.getLong() & 0xFFFF_FFFF_FFFF_0FFFL) | 0x5000L;
        long low = (hash.getLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
        return new UUID(high, low);
    }

    /** SHA-256 as 64 lower-case hex digits. */
    public static String sha256(byte[] bytes) {
        return HexFormat.of().formatHex(digest("SHA-256").digest(bytes));
    }

    private static MessageDigest digest(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has " + algorithm, e);
        }
    }
}
