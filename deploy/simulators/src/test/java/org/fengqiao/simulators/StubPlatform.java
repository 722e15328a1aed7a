package org.fengqiao.simulators;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Answers as gateway and Keycloak do, with what a test has prepared, and remembers who asked what.
 */
final class StubPlatform implements AutoCloseable {

    private static final Pattern WHO =
            Pattern.compile("(?:username|client_id)=([^&]*)&(?:pass|cl)");

    private final HttpServer server;
    private final Map<String, String> bodies = new ConcurrentHashMap<>();
    private final Map<String, Integer> statuses = new ConcurrentHashMap<>();
    private final Map<String, String> links = new ConcurrentHashMap<>();
    private final List<Asked> asked = Collections.synchronizedList(new ArrayList<>());

    /** A request that reached the platform. */
    record Asked(String who, String method, String path, String body, String demoMark) {}

    StubPlatform() {
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        server.createContext("/", this::answer);
        server.start();
    }

    Outside outside() {
        String address = "http://localhost:" + server.getAddress().getPort();
        return new Outside(address, address);
    }

    /** GETs whose address begins so are answered with this; the longest beginning counts. */
    void serve(String path, String json) {
        bodies.put(path, json);
    }

    void serveWithNext(String path, String json, String next) {
        bodies.put(path, json);
        links.put(path, next);
    }

    /** Requests whose address begins so fail with this status. */
    void fail(String path, int status) {
        statuses.put(path, status);
    }

    void heal() {
        statuses.clear();
    }

    /** What was asked for, reading aside. */
    List<Asked> done() {
        return asked.stream().filter(a -> !a.method().equals("GET")).toList();
    }

    List<Asked> pushes() {
        return done().stream().filter(a -> a.path().startsWith("/sources/")).toList();
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().toString();
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        if (path.endsWith("/token")) {
            Matcher who = WHO.matcher(body);
            String name = who.find() ? URLDecoder.decode(who.group(1), StandardCharsets.UTF_8) : "";
            send(exchange, 200, "{\"access_token\":\"" + name + "\",\"expires_in\":300}", "");
            return;
        }
        String token = exchange.getRequestHeaders().getFirst("Authorization");
        String mark = exchange.getRequestHeaders().getFirst("ce-demo");
        asked.add(
                new Asked(
                        token == null ? "" : token.substring("Bearer ".length()),
                        exchange.getRequestMethod(),
                        path,
                        body,
                        mark == null ? "" : mark));
        String found = longest(bodies.keySet(), path);
        int status = statuses.getOrDefault(longest(statuses.keySet(), path), 200);
        send(exchange, status, bodies.getOrDefault(found, "{}"), links.getOrDefault(found, ""));
    }

    private static String longest(Iterable<String> beginnings, String path) {
        String best = "";
        for (String beginning : beginnings) {
            if (path.startsWith(beginning) && beginning.length() > best.length()) {
                best = beginning;
            }
        }
        return best;
    }

    private static void send(HttpExchange exchange, int status, String json, String next)
            throws IOException {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        if (!next.isEmpty()) {
            exchange.getResponseHeaders().add("Link", "<" + next + ">; rel=\"next\"");
        }
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
