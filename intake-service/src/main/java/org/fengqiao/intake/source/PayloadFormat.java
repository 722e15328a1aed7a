package org.fengqiao.intake.source;

import java.util.Locale;
import java.util.Optional;

/** How the bytes of a native record are written. */
public enum PayloadFormat {
    JSON,
    XML;

    /**
     * The format of a media type; empty when it is none of ours, or JSON in another character set
     * than UTF-8 (RFC 8259 §8.1).
     */
    public static Optional<PayloadFormat> ofMediaType(String mediaType) {
        String[] parts = mediaType.toLowerCase(Locale.ROOT).split(";", -1);
        return switch (parts[0].strip()) {
            case "application/json" -> onlyUtf8(parts) ? Optional.of(JSON) : Optional.empty();
            case "application/xml", "text/xml" -> Optional.of(XML);
            default -> Optional.empty();
        };
    }

    private static boolean onlyUtf8(String[] parts) {
        for (int i = 1; i < parts.length; i++) {
            String parameter = parts[i].strip().replace("\"", "");
            if (parameter.startsWith("charset=") && !parameter.equals("charset=utf-8")) {
                return false;
            }
        }
        return true;
    }
}
