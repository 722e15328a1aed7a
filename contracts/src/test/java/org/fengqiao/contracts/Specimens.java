package org.fengqiao.contracts;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Made-up instances of published records: full with every field, minimal without what may be
 * missing.
 */
final class Specimens {

    static final ObjectMapper JSON =
            JsonMapper.builder()
                    .addModule(new JavaTimeModule())
                    .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                    .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
                    .enable(SerializationFeature.INDENT_OUTPUT)
                    .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
                    .build();

    private Specimens() {}

    static Record of(Class<? extends Record> type, boolean full) {
        RecordComponent[] components = type.getRecordComponents();
        @Nullable Object[] values = new @Nullable Object[components.length];
        for (int i = 0; i < components.length; i++) {
            RecordComponent c = components[i];
            values[i] =
                    !full && mayBeNull(c.getAnnotatedType())
                            ? null
                            : value(c.getGenericType(), c.getName(), full);
        }
        try {
            Class<?>[] types =
                    Arrays.stream(components)
                            .map(RecordComponent::getType)
                            .toArray(Class<?>[]::new);
            var constructor = type.getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return constructor.newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(type.getName(), e);
        }
    }

    static boolean mayBeNull(AnnotatedType type) {
        return type.isAnnotationPresent(Nullable.class);
    }

    private static Object value(Type type, String name, boolean full) {
        if (type instanceof ParameterizedType p) {
            Type inner = p.getActualTypeArguments()[0];
            if (p.getRawType() == List.class) {
                return full ? List.of(value(inner, name, true)) : List.of();
            }
            if (p.getRawType() == Set.class) {
                return full ? Set.of(value(inner, name, true)) : Set.of();
            }
            return full ? Map.of("key", "value") : Map.of();
        }
        Class<?> c = (Class<?>) type;
        if (c.isRecord()) {
            return of(c.asSubclass(Record.class), full);
        }
        if (c.isEnum()) {
            return c.getEnumConstants()[0];
        }
        return switch (c.getName()) {
            case "java.lang.String" -> text(name);
            case "java.util.UUID" -> UUID.fromString("01920000-0000-7000-8000-000000000001");
            case "java.time.Instant" -> Instant.parse("2026-11-20T02:00:00Z");
            case "java.time.LocalDate" -> LocalDate.of(2026, 11, 30);
            case "java.time.Duration" -> Duration.ofDays(8);
            case "java.math.BigDecimal" -> new BigDecimal("3680.00");
            case "int", "long" -> 1;
            case "double" -> 1.0;
            case "boolean" -> true;
            default -> throw new IllegalStateException("no specimen of " + c);
        };
    }

    private static String text(String name) {
        return switch (name) {
            case "caseNo", "masterNo", "absorbedNo" -> "ZZ520527202611200000017";
            case "orderNo" -> "ZZ520527202611200000017-01";
            case "caseCode" -> "7K3MP9XQ2T4A";
            case "regionCode" -> "520527002000";
            case "unit", "leadUnit", "organisation", "suggestedUnit" -> "520527-COURT";
            case "category" -> "1501";
            case "language" -> "zh-CN";
            default -> name;
        };
    }
}
