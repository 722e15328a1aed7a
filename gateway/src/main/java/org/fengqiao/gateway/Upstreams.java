package org.fengqiao.gateway;

import io.vertx.core.Future;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.RequestOptions;
import io.vertx.httpproxy.ProxyContext;
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

    private static final String USED = "address";

    private final Map<String, List<URI>> addresses;
    private final AtomicInteger turn = new AtomicInteger();

    Upstreams(Map<String, List<URI>> addresses) {
        this.addresses = Map.copyOf(addresses);
    }

    /** As configured, separated by commas. */
    static Upstreams of(Config config) {
        Map<String, List<URI>> addresses = new HashMap<>();
        for (String service : Route.SERVICES) {
            String urls = config.getValue("fengqiao.upstream." + service, String.class);
            addresses.put(
                    service,
                    Arrays.stream(urls.split(",")).map(String::trim).map(URI::create).toList());
        }
        return new Upstreams(addresses);
    }

    /**
     * A request to one of the service's addresses; asked again for the same context, to the one
     * after. Nothing of the body is sent yet, so the next address may be tried.
     */
    Future<HttpClientRequest> request(String service, ProxyContext context) {
        List<URI> all = addresses.getOrDefault(service, List.of());
        Integer used = context.get(USED, Integer.class);
        int next = used == null ? turn.getAndIncrement() : used + 1;
        return attempt(all, context, Math.floorMod(next, Math.max(1, all.size())), all.size());
    }

    private static Future<HttpClientRequest> attempt(
            List<URI> all, ProxyContext context, int index, int left) {
        if (left == 0) {
            return Future.failedFuture("no address takes a connection");
        }
        URI address = all.get(index % all.size());
        return context.client()
                .request(new RequestOptions().setHost(address.getHost()).setPort(address.getPort()))
                .onSuccess(connected -> context.set(USED, index))
                .recover(e -> attempt(all, context, index + 1, left - 1));
    }
}
