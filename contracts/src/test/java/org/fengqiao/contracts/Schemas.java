package org.fengqiao.contracts;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;

/** JSON Schema 2020-12 of a published record, from the record itself. */
final class Schemas {

    private Schemas() {}

    static ObjectNode of(String name, Class<? extends Record> type) {
        ObjectNode schema = Specimens.JSON.createObjectNode();
        schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.put("$id", "/schemas/" + name + ".json");
        schema.put("title", name);
        record(schema, type);
        return schema;
    }

    /** Unknown fields are lawful: readers are tolerant, optional fields may be added. */
    private static void record(ObjectNode node, Class<?> type) {
        node.put("type", "object");
        ObjectNode properties = node.putObject("properties");
        ArrayNode required = Specimens.JSON.createArrayNode();
        for (RecordComponent c : type.getRecordComponents()) {
            boolean nullable = Specimens.mayBeNull(c.getAnnotatedType());
            ObjectNode property = properties.putObject(c.getName());
            if (nullable) {
                ArrayNode any = property.putArray("anyOf");
                value(any.addObject(), c.getGenericType());
                any.addObject().put("type", "null");
            } else {
                value(property, c.getGenericType());
                required.add(c.getName());
            }
        }
        node.set("required", required);
    }

    private static void value(ObjectNode node, Type type) {
        if (type instanceof ParameterizedType p) {
            if (p.getRawType() == java.util.Map.class) {
                node.put("type", "object").putObject("additionalProperties").put("type", "string");
            } else {
                node.put("type", "array");
                if (p.getRawType() == java.util.Set.class) {
                    node.put("uniqueItems", true);
                }
                value(node.putObject("items"), p.getActualTypeArguments()[0]);
            }
            return;
        }
        Class<?> c = (Class<?>) type;
        if (c.isRecord()) {
            record(node, c);
        } else if (c.isEnum()) {
            node.put("type", "string");
            ArrayNode values = node.putArray("enum");
            for (Object constant : c.getEnumConstants()) {
                values.add(((Enum<?>) constant).name());
            }
        } else {
            scalar(node, c);
        }
    }

    private static void scalar(ObjectNode node, Class<?> c) {
        switch (c.getName()) {
            case "java.lang.String" -> node.put("type", "string");
            case "java.util.UUID" -> node.put("type", "string").put("format", "uuid");
            case "java.time.Instant" -> node.put("type", "string").put("format", "date-time");
            case "java.time.LocalDate" -> node.put("type", "string").put("format", "date");
            case "java.time.Duration" -> node.put("type", "string").put("format", "duration");
            case "java.math.BigDecimal", "double" -> node.put("type", "number");
            case "int", "long" -> node.put("type", "integer");
            case "boolean" -> node.put("type", "boolean");
            default -> throw new IllegalStateException("no schema of " + c);
        }
    }
}
