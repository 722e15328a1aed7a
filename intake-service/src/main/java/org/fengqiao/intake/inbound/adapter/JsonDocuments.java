package org.fengqiao.intake.inbound.adapter;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads JSON strictly: UTF-8 only, bounded depth, names and numbers, no name twice (also not in
 * another case: sources write {@code jjdbh} or {@code JJDBH}), nothing behind the document, and
 * only what RFC 8785 can canonicalise (I-JSON: no lone surrogates, no integer beyond 2^53).
 */
final class JsonDocuments {

    static final int MAX_DEPTH = 32;
    static final int MAX_STRING = 200_000;
    private static final BigInteger MAX_SAFE = BigInteger.TWO.pow(53).subtract(BigInteger.ONE);

    private static final ObjectMapper MAPPER =
            JsonMapper.builder(
                            JsonFactory.builder()
                                    .streamReadConstraints(
                                            StreamReadConstraints.builder()
                                                    .maxNestingDepth(MAX_DEPTH)
                                                    .maxStringLength(MAX_STRING)
                                                    .maxNameLength(200)
                                                    .maxNumberLength(100)
                                                    .build())
                                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                                    .build())
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
                    .build();

    private JsonDocuments() {}

    static JsonNode parse(byte[] bytes) throws MalformedRecord {
        String text = decode(bytes);
        JsonNode node = read(text);
        if (node == null || node.isMissingNode()) {
            throw new MalformedRecord("", "报文为空,应为一个 JSON 对象");
        }
        check(node, "");
        return node;
    }

    private static String decode(byte[] bytes) throws MalformedRecord {
        int start = hasByteOrderMark(bytes) ? 3 : 0;
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes, start, bytes.length - start))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new MalformedRecord("", "报文不是 UTF-8 编码,JSON 应为 UTF-8(可能误用了 GBK)");
        }
    }

    private static boolean hasByteOrderMark(byte[] bytes) {
        return bytes.length >= 3
                && bytes[0] == (byte) 0xEF
                && bytes[1] == (byte) 0xBB
                && bytes[2] == (byte) 0xBF;
    }

    private static @Nullable JsonNode read(String text) throws MalformedRecord {
        try {
            return MAPPER.readTree(text);
        } catch (StreamConstraintsException e) {
            throw new MalformedRecord(
                    "", "报文超出限制:嵌套不超过 %d 层,单个文本不超过 %d 字".formatted(MAX_DEPTH, MAX_STRING));
        } catch (JsonProcessingException e) {
            throw new MalformedRecord("", "报文不是合法的 JSON,第 %s 处有误".formatted(place(e)));
        }
    }

    private static String place(JsonProcessingException e) {
        JsonLocation at = e.getLocation();
        return at == null ? "?" : at.getLineNr() + " 行 " + at.getColumnNr() + " 列";
    }

    private static void check(JsonNode node, String pointer) throws MalformedRecord {
        if (node.isObject()) {
            Set<String> seen = new HashSet<>();
            for (var member : node.properties()) {
                String name = member.getKey();
                String here = pointer + "/" + escape(name);
                requireWellFormed(name, here);
                if (!seen.add(name.toLowerCase(Locale.ROOT))) {
                    throw new MalformedRecord(here, "字段名重复(不分大小写),同一层每个字段应只出现一次");
                }
                check(member.getValue(), here);
            }
        } else if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                check(node.get(i), pointer + "/" + i);
            }
        } else if (node.isTextual()) {
            requireWellFormed(node.textValue(), pointer);
        } else if (node.isNumber()) {
            requireExact(node, pointer);
        }
    }

    private static void requireExact(JsonNode number, String pointer) throws MalformedRecord {
        boolean exact =
                number.isIntegralNumber()
                        ? number.bigIntegerValue().abs().compareTo(MAX_SAFE) <= 0
                        // the scale is looked at first: 1e999999999 written out would fill the heap
                        : Math.abs(number.decimalValue().scale()) <= 400
                                && Double.isFinite(number.doubleValue());
        if (!exact) {
            throw new MalformedRecord(pointer, "数字超出可精确表示的范围,应写成带引号的文本");
        }
    }

    private static void requireWellFormed(String text, String pointer) throws MalformedRecord {
        // a code point that is itself a surrogate had no partner
        if (text.codePoints().anyMatch(c -> c >= 0xD800 && c <= 0xDFFF)) {
            throw new MalformedRecord(pointer, "文本含不成对的 Unicode 代理字符");
        }
    }

    static String escape(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }
}
