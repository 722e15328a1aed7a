package org.fengqiao.intake.inbound.adapter;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.fengqiao.intake.source.Rejection;
import org.jspecify.annotations.Nullable;

/**
 * A CloudEvent in structured mode whose data is a native record. The attributes are transport; only
 * the data is content.
 */
public sealed interface CloudEvent {

    /** Media type of structured mode, JSON format. */
    String MEDIA_TYPE = "application/cloudevents+json";

    /**
     * The record inside.
     *
     * @param mediaType of the data, {@code application/json} when not said
     * @param sourceVersion as sent, in the extension of that name
     * @param demo the extension of that name: made-up traffic
     */
    record Opened(NativeBytes data, String mediaType, @Nullable String sourceVersion, boolean demo)
            implements CloudEvent {}

    /** No CloudEvent. */
    record Broken(Rejection rejection) implements CloudEvent {}

    /** Bytes, so that no record holds an array. */
    @FunctionalInterface
    interface NativeBytes {
        byte[] get();
    }

    /** Opens the envelope; the data is read later, by its own adapter. */
    static CloudEvent open(byte[] bytes) {
        JsonNode root;
        try {
            root = JsonDocuments.parse(bytes);
        } catch (MalformedRecord e) {
            return new Broken(e.rejection());
        }
        if (!root.isObject() || !root.path("specversion").asText().startsWith("1.")) {
            return new Broken(
                    Rejection.unparseable("/specversion", "CloudEvent 的 specversion 应为 1.0"));
        }
        byte[] data = data(root);
        if (data == null) {
            return new Broken(Rejection.unparseable("/data", "CloudEvent 应带 data 或 data_base64"));
        }
        JsonNode version = root.path("sourceversion");
        return new Opened(
                () -> data,
                root.path("datacontenttype").asText("application/json"),
                version.isMissingNode() || version.isNull() ? null : version.asText(),
                root.path("demo").asBoolean());
    }

    private static byte @Nullable [] data(JsonNode root) {
        JsonNode base64 = root.path("data_base64");
        if (base64.isTextual()) {
            try {
                return Base64.getDecoder().decode(base64.textValue());
            } catch (IllegalArgumentException e) {
                return null;
            }
        }
        JsonNode data = root.path("data");
        if (data.isMissingNode() || data.isNull()) {
            return null;
        }
        // XML travels as a text; a JSON record as itself
        String text = data.isTextual() ? data.textValue() : data.toString();
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
