package org.fengqiao.gateway;

import io.vertx.core.Future;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.microprofile.config.Config;

/**
 * The addresses of each service, used in turn; one that does not take a connection is passed over.
 */
final class Upstreams {

    private final Map<String, List<URI>> addresses = new HashMap<>();
    private final AtomicInteger turn = new AtomicInteger();

    Upstreams(Config config) {
        for (String service : Route.SERVICES) {
            String urls = config.getValue("fengqiao.upstream." + service, String.class);
            addresses.put(
                    service,
                    Arrays.stream(urls.split(",")).map(String::trim).map(URI::create).toList());
        }
    }

    /**
     * A request to one of the service's addresses. Nothing of the body is sent yet, so the next
     * address may be tried.
     */
    Future<HttpClientRequest> request(String service, HttpClient client) {
        List<URI> all = addresses.getOrDefault(service, List.of());
        return attempt(
                all,
                client,
                Math.floorMod(turn.getAndIncrement(), Math.max(1, all.size())),
                all.size());
    }

    private static Future<HttpClientRequest> attempt(
            List<URI> all, HttpClient client, int index, int left) {
        if (left == 0) {
            return Future.failedFuture("no address takes a connection");
        }
        URI address = all.get(index % all.size());
        return client.request(
                        new RequestOptions().setHost(address.getHost()).setPort(address.getPort()))
                .recover(e -> attempt(all, client, index + 1, left - 1));
    }
}
