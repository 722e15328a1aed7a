package org.fengqiao.outbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.util.Map;
import java.util.Optional;
import org.fengqiao.contracts.EventTypes;

/**
 * Published records as JSON: ISO instants, plain decimals, unknown fields ignored (tolerant
 * reader).
 */
public final class EventCodec {

    private static final ObjectMapper JSON =
            JsonMapper.builder()
                    .addModule(new JavaTimeModule())
                    .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                    .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
                    .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    // isOpen() of a domain record is a question, not a field.
                    .disable(MapperFeature.AUTO_DETECT_IS_GETTERS)
                    .build();

    private static final TypeReference<Map<String, String>> TEXTS = new TypeReference<>() {};

    private EventCodec() {}

    /** The mapper of the published language, for stores that keep domain records as JSON. */
    public static ObjectMapper mapper() {
        return JSON;
    }

    /** JSON of a published record or a header map. */
    public static String encode(Object record) {
        try {
            return JSON.writeValueAsString(record);
        } catch (JsonProcessingException e) {
            // The message of the original may quote values: keep the class only.
            throw new IllegalArgumentException("cannot encode " + record.getClass().getName());
        }
    }

    /**
     * The record of a wire name; empty for a type this version does not know.
     *
     * @throws UnreadableEvent if the JSON does not fit the record
     */
    public static Optional<Record> decode(String type, String json) {
        return EventTypes.classOf(type).map(c -> read(c, type, json));
    }

    static Map<String, String> headers(String json) {
        try {
            return JSON.readValue(json, TEXTS);
        } catch (JsonProcessingException e) {
            throw new UnreadableEvent("headers");
        }
    }

    private static Record read(Class<? extends Record> c, String type, String json) {
        try {
            return JSON.readValue(json, c);
        } catch (JsonProcessingException e) {
            throw new UnreadableEvent(type);
        }
    }

    /**
     * A known type whose JSON does not fit: poison, to be parked. Names the type, never the
     * content.
     */
    public static final class UnreadableEvent extends RuntimeException {
        private static final long serialVersionUID = 1L;

        UnreadableEvent(String what) {
            super("unreadable " + what);
        }
    }
}
