package org.fengqiao.intake.inbound.adapter;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.fengqiao.intake.source.FieldError;
import org.fengqiao.intake.source.SourceTime;
import org.jspecify.annotations.Nullable;

/**
 * One object of a native record, read by field names without regard to case. What is missing or
 * wrong is collected, so that the source learns of everything at once; a required value that is
 * missing reads as an empty stand-in, and the caller discards the result when {@link #errors()} is
 * not empty.
 */
final class Fields {

    private static final int MAX_TEXT = 4_000;
    private static final int MAX_CONTENT = 20_000;

    /** What sources write for "not given". */
    private static final Set<String> NOT_GIVEN = Set.of("", "未留", "无", "不详", "null", "NULL");

    private static final Pattern CONTROL = Pattern.compile("[\\p{Cc}&&[^\\n\\t]]");
    private static final Pattern AMOUNT = Pattern.compile("\\d{1,12}(\\.\\d{1,4})?");
    private static final Pattern COUNT = Pattern.compile("\\d{1,6}");
    private static final Pattern REGION = Pattern.compile("[1-9]\\d{5}(\\d{3}(\\d{3})?)?");
    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:/#-]{0,63}");

    private final String pointer;
    private final Map<String, Member> members;
    private final List<FieldError> errors;

    private record Member(String name, JsonNode node) {}

    private Fields(String pointer, JsonNode object, List<FieldError> errors) {
        this.pointer = pointer;
        this.errors = errors;
        this.members = new HashMap<>();
        object.properties()
                .forEach(
                        m ->
                                members.put(
                                        m.getKey().toLowerCase(Locale.ROOT),
                                        new Member(m.getKey(), m.getValue())));
    }

    static Fields of(JsonNode root) {
        Fields fields = new Fields("", root, new ArrayList<>());
        if (!root.isObject()) {
            fields.error("", "报文应为一个对象,其中为记录的各字段");
        }
        return fields;
    }

    List<FieldError> errors() {
        return List.copyOf(errors);
    }

    void error(String name, String detail) {
        errors.add(new FieldError(name.isEmpty() ? pointer : pointerOf(name), detail));
    }

    /** The first of the names that has a value; "未留" and the like count as none. */
    @Nullable String text(String... names) {
        return text(MAX_TEXT, names);
    }

    private @Nullable String text(int limit, String... names) {
        for (String name : names) {
            Member member = members.get(name.toLowerCase(Locale.ROOT));
            if (member == null || member.node().isNull()) {
                continue;
            }
            if (member.node().isContainerNode()) {
                error(name, "字段 %s 应为文本或数字".formatted(member.name()));
                continue;
            }
            String text = CONTROL.matcher(written(member.node())).replaceAll("").strip();
            if (text.length() > limit) {
                error(name, "字段 %s 长 %d 字,不应超过 %d 字".formatted(name, text.length(), limit));
            } else if (!NOT_GIVEN.contains(text)) {
                return text;
            }
        }
        return null;
    }

    private static String written(JsonNode node) {
        if (node.isBoolean()) {
            return node.booleanValue() ? "1" : "0";
        }
        return node.isBigDecimal() ? node.decimalValue().toPlainString() : node.asText();
    }

    String required(String label, String... names) {
        return orMissing(text(names), label, names);
    }

    /** The long text of the matter. */
    String requiredContent(String label, String... names) {
        return orMissing(text(MAX_CONTENT, names), label, names);
    }

    @Nullable String content(String... names) {
        return text(MAX_CONTENT, names);
    }

    private String orMissing(@Nullable String value, String label, String... names) {
        if (value == null) {
            missing(label, names);
            return "";
        }
        return value;
    }

    void missing(String label, String... names) {
        error(names[0], "缺少%s(字段 %s),应有值".formatted(label, String.join(" 或 ", names)));
    }

    /** A record's key: letters, digits and . _ : / # -, at most 64. */
    String requiredKey(String label, String... names) {
        String key = required(label, names);
        if (!key.isEmpty() && !KEY.matcher(key).matches()) {
            error(names[0], "%s(字段 %s)应为 1–64 位字母、数字或 . _ : / # -".formatted(label, names[0]));
        }
        return key;
    }

    @Nullable SourceTime time(String label, String... names) {
        String text = text(names);
        if (text == null) {
            return null;
        }
        Optional<SourceTime> time = SourceTime.parse(text);
        if (time.isEmpty()) {
            error(
                    present(names),
                    "%s(字段 %s)为“%s”,应为时间,如 2025-11-03 20:45:12 或 20251103204512"
                            .formatted(label, present(names), shortened(text)));
        }
        return time.orElse(null);
    }

    /** CNY with at most 4 decimals, not negative. */
    @Nullable BigDecimal amount(String label, String name) {
        String text = text(name);
        if (text == null) {
            return null;
        }
        String plain = text.replace(",", "");
        if (!AMOUNT.matcher(plain).matches()) {
            error(
                    name,
                    "%s(字段 %s)为“%s”,应为不小于 0 的金额,如 4860.00".formatted(label, name, shortened(text)));
            return null;
        }
        return new BigDecimal(plain);
    }

    int count(String label, String name) {
        String text = text(name);
        if (text == null) {
            return 0;
        }
        if (!COUNT.matcher(text).matches()) {
            error(name, "%s(字段 %s)为“%s”,应为不小于 0 的整数".formatted(label, name, shortened(text)));
            return 0;
        }
        return Integer.parseInt(text);
    }

    /** A division code of 6, 9 or 12 digits, filled up to 12. */
    @Nullable String region(String label, String name) {
        String text = text(name);
        if (text == null) {
            return null;
        }
        if (!REGION.matcher(text).matches()) {
            error(
                    name,
                    "%s(字段 %s)为“%s”,应为 6、9 或 12 位行政区划代码".formatted(label, name, shortened(text)));
            return null;
        }
        return text + "0".repeat(12 - text.length());
    }

    boolean isSet(String name) {
        return "1".equals(text(name));
    }

    boolean has(String name) {
        Member member = members.get(name.toLowerCase(Locale.ROOT));
        return member != null && !member.node().isNull();
    }

    /** A nested object; without fields when absent. */
    Fields child(String name) {
        Member member = members.get(name.toLowerCase(Locale.ROOT));
        return nested(pointerOf(name), member == null ? null : member.node());
    }

    /** The objects of a list; one object alone counts as a list of one, as XML cannot tell. */
    List<Fields> children(String name) {
        Member member = members.get(name.toLowerCase(Locale.ROOT));
        if (member == null || member.node().isNull()) {
            return List.of();
        }
        if (!member.node().isArray()) {
            return List.of(child(name));
        }
        List<Fields> list = new ArrayList<>();
        for (int i = 0; i < member.node().size(); i++) {
            list.add(nested(pointerOf(name) + "/" + i, member.node().get(i)));
        }
        return list;
    }

    /** The texts of a list of plain values. */
    List<String> texts(String name) {
        Member member = members.get(name.toLowerCase(Locale.ROOT));
        List<String> list = new ArrayList<>();
        if (member != null && member.node().isArray()) {
            member.node().forEach(n -> list.add(n.asText().strip()));
        }
        list.removeIf(NOT_GIVEN::contains);
        return list;
    }

    private Fields nested(String at, @Nullable JsonNode node) {
        JsonNode object = node == null ? JsonNodeFactory.instance.nullNode() : node;
        // an XML element without children reads as an empty text
        boolean empty = object.isNull() || (object.isTextual() && object.textValue().isBlank());
        if (!object.isObject() && !empty) {
            errors.add(new FieldError(at, "此处应为一个对象"));
        }
        return new Fields(at, object, errors);
    }

    private String present(String... names) {
        for (String name : names) {
            if (has(name)) {
                return name;
            }
        }
        return names[0];
    }

    private String pointerOf(String name) {
        Member member = members.get(name.toLowerCase(Locale.ROOT));
        return pointer + "/" + JsonDocuments.escape(member == null ? name : member.name());
    }

    private static String shortened(String text) {
        return text.length() <= 30 ? text : text.substring(0, 30) + "…";
    }
}
