package org.fengqiao.intake.inbound.adapter;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** JSON Canonicalization Scheme, RFC 8785. The input has passed {@link JsonDocuments}. */
final class CanonicalJson {

    private final StringBuilder out = new StringBuilder(2048);

    private CanonicalJson() {}

    /**
     * The canonical bytes of a document without some members of its root.
     *
     * @param leftOut lower-case names of root members that are transport, not content
     */
    static byte[] of(JsonNode root, Set<String> leftOut) {
        CanonicalJson writer = new CanonicalJson();
        if (root.isObject()) {
            writer.object(root, leftOut);
        } else {
            writer.value(root);
        }
        return writer.out.toString().getBytes(StandardCharsets.UTF_8);
    }

    private void value(JsonNode node) {
        switch (node.getNodeType()) {
            case OBJECT -> object(node, Set.of());
            case ARRAY -> array(node);
            case STRING -> string(node.textValue());
            case NUMBER -> out.append(number(node.doubleValue()));
            default -> out.append(node.asText());
        }
    }

    private void object(JsonNode node, Set<String> leftOut) {
        // String's order is by UTF-16 code units, which is the order RFC 8785 §3.2.3 asks for
        Map<String, JsonNode> sorted = new TreeMap<>();
        node.properties().stream()
                .filter(m -> !leftOut.contains(m.getKey().toLowerCase(Locale.ROOT)))
                .forEach(m -> sorted.put(m.getKey(), m.getValue()));
        out.append('{');
        boolean first = true;
        for (var member : sorted.entrySet()) {
            if (!first) {
                out.append(',');
            }
            first = false;
            string(member.getKey());
            out.append(':');
            value(member.getValue());
        }
        out.append('}');
    }

    private void array(JsonNode node) {
        out.append('[');
        for (Iterator<JsonNode> each = node.iterator(); each.hasNext(); ) {
            value(each.next());
            if (each.hasNext()) {
                out.append(',');
            }
        }
        out.append(']');
    }

    private void string(String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\b' -> out.append("\\b");
                case '\f' -> out.append("\\f");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> {
                    if (c < 0x20) {
                        out.append("\\u%04x".formatted((int) c));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        out.append('"');
    }

    /** ECMAScript's Number::toString; Java finds the same shortest digits, in another dress. */
    static String number(double value) {
        if (value == 0) {
            return "0";
        }
        String java = shortest(Math.abs(value));
        int e = java.indexOf('E');
        String mantissa = e < 0 ? java : java.substring(0, e);
        int exponent = e < 0 ? 0 : Integer.parseInt(java.substring(e + 1));
        int dot = mantissa.indexOf('.');
        String digits = mantissa.substring(0, dot) + mantissa.substring(dot + 1);
        int point = dot + exponent;
        int leading = 0;
        while (digits.charAt(leading) == '0') {
            leading++;
        }
        digits = digits.substring(leading);
        point -= leading;
        digits = digits.replaceAll("0+$", "");
        return (value < 0 ? "-" : "") + dress(digits, point);
    }

    /**
     * Java shows two digits where one would do, 4.9E-324 for ECMAScript's 5e-324; that happens only
     * where doubles are coarser than two digits.
     */
    private static String shortest(double value) {
        if (value >= 1e-321) {
            return Double.toString(value);
        }
        BigDecimal oneDigit = new BigDecimal(value).round(new MathContext(1));
        if (oneDigit.doubleValue() != value) {
            return Double.toString(value);
        }
        int exponent = oneDigit.precision() - oneDigit.scale() - 1;
        return oneDigit.unscaledValue().toString().charAt(0) + ".0E" + exponent;
    }

    /** 0.digits × 10^point, written as ECMA-262 §6.1.6.1.20 says. */
    private static String dress(String digits, int point) {
        int k = digits.length();
        if (k <= point && point <= 21) {
            return digits + "0".repeat(point - k);
        }
        if (0 < point && point <= 21) {
            return digits.substring(0, point) + "." + digits.substring(point);
        }
        if (-6 < point && point <= 0) {
            return "0." + "0".repeat(-point) + digits;
        }
        int exponent = point - 1;
        String sign = exponent < 0 ? "-" : "+";
        String tail = k == 1 ? "" : "." + digits.substring(1);
        return digits.charAt(0) + tail + "e" + sign + Math.abs(exponent);
    }
}
