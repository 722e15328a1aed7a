package org.fengqiao.systemtests;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import java.util.zip.GZIPInputStream;

/**
 * A collector that keeps what it is sent: OTLP over HTTP, read as protobuf by the numbers of
 * opentelemetry-proto's trace.proto.
 */
final class SpanReceiver implements AutoCloseable {

    /** One span as it came. */
    record Received(
            String service,
            String traceId,
            String spanId,
            String parentId,
            String name,
            Map<String, String> attributes) {}

    private final HttpServer server;
    private final List<Received> spans = new CopyOnWriteArrayList<>();

    SpanReceiver(int port) {
        try {
            server = HttpServer.create(new InetSocketAddress("localhost", port), 0);
        } catch (IOException e) {
            throw new UncheckedIOException("port " + port + " is taken", e);
        }
        server.createContext("/v1/traces", this::take);
        server.start();
    }

    List<Received> spans() {
        return List.copyOf(spans);
    }

    /** All spans of one trace. */
    List<Received> ofTrace(String traceId) {
        return spans.stream().filter(s -> s.traceId().equals(traceId)).toList();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange;
                InputStream body = exchange.getRequestBody()) {
            boolean zipped =
                    "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
            byte[] bytes = (zipped ? new GZIPInputStream(body) : body).readAllBytes();
            read(bytes, (field, resourceSpans) -> resource(resourceSpans));
            exchange.getResponseHeaders().set("Content-Type", "application/x-protobuf");
            exchange.sendResponseHeaders(200, -1);
        }
    }

    private void resource(byte[] resourceSpans) {
        Map<String, String> resource = new TreeMap<>();
        List<byte[]> found = new ArrayList<>();
        read(
                resourceSpans,
                (field, value) -> {
                    if (field == 1) {
                        read(value, (f, attribute) -> attribute(f == 1, attribute, resource));
                    } else if (field == 2) {
                        read(
                                value,
                                (f, span) -> {
                                    if (f == 2) {
                                        found.add(span);
                                    }
                                });
                    }
                });
        found.forEach(span -> spans.add(span(resource.getOrDefault("service.name", ""), span)));
    }

    private static Received span(String service, byte[] span) {
        Map<Integer, byte[]> fields = new TreeMap<>();
        Map<String, String> attributes = new TreeMap<>();
        read(
                span,
                (field, value) -> {
                    fields.put(field, value);
                    attribute(field == 9, value, attributes);
                });
        return new Received(
                service,
                hex(fields.get(1)),
                hex(fields.get(2)),
                hex(fields.get(4)),
                text(fields.get(5)),
                attributes);
    }

    /** KeyValue: key, and AnyValue of which only texts are read; others become empty. */
    private static void attribute(boolean is, byte[] keyValue, Map<String, String> into) {
        if (!is) {
            return;
        }
        Map<Integer, byte[]> fields = new TreeMap<>();
        read(keyValue, fields::put);
        Map<Integer, byte[]> value = new TreeMap<>();
        read(fields.getOrDefault(2, new byte[0]), value::put);
        into.put(text(fields.get(1)), text(value.get(1)));
    }

    /** Hands over the fields that hold bytes; numbers are passed over. */
    private static void read(byte[] message, BiConsumer<Integer, byte[]> bytes) {
        ByteBuffer in = ByteBuffer.wrap(message).order(ByteOrder.LITTLE_ENDIAN);
        while (in.hasRemaining()) {
            long tag = varint(in);
            switch ((int) (tag & 7)) {
                case 0 -> varint(in);
                case 1 -> in.position(in.position() + Long.BYTES);
                case 2 -> {
                    byte[] value = new byte[(int) varint(in)];
                    in.get(value);
                    bytes.accept((int) (tag >>> 3), value);
                }
                case 5 -> in.position(in.position() + Integer.BYTES);
                default -> throw new IllegalStateException("not protobuf");
            }
        }
    }

    private static long varint(ByteBuffer in) {
        long value = 0;
        for (int shift = 0; ; shift += 7) {
            byte next = in.get();
            value |= (long) (next & 0x7f) << shift;
            if (next >= 0) {
                return value;
            }
        }
    }

    private static String hex(byte[] bytes) {
        return bytes == null ? "" : HexFormat.of().formatHex(bytes);
    }

    private static String text(byte[] bytes) {
        return bytes == null ? "" : new String(bytes, StandardCharsets.UTF_8);
    }
}
