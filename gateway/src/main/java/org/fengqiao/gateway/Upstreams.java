package org.fengqiao.gateway;

import io.vertx.core.Future;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.RequestOptions;
import io.vertx.httpproxy.ProxyContext;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.microprofile.config.Config;
import org.jboss.logging.Logger;

/**
 * The addresses of each service, used in turn; one that does not take a connection is passed over.
 * A name may stand for several: all replicas of a container answer to the service's name, and they
 * come and go.
 */
final class Upstreams {

    private static final Logger LOG = Logger.getLogger(Upstreams.class);
    private static final String USED = "address";
    private static final String THIS_MACHINE = "localhost";

    private final Map<String, List<URI>> configured;
    private volatile Map<String, List<Address>> addresses;
    private final AtomicInteger turn = new AtomicInteger();

    /** Where one replica listens. */
    record Address(String host, int port) {}

    /** All addresses of a name; asked again and again. */
    interface Names {
        List<String> of(String host) throws UnknownHostException;
    }

    Upstreams(Map<String, List<URI>> addresses) {
        this.configured = Map.copyOf(addresses);
        Map<String, List<Address>> asWritten = new HashMap<>();
        configured.forEach(
                (service, urls) ->
                        asWritten.put(service, urls.stream().map(Upstreams::asWritten).toList()));
        this.addresses = Map.copyOf(asWritten);
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
     * Looks up what the names stand for now; blocks. A name that is not known keeps what it was.
     */
    void lookUp(Names names) {
        Map<String, List<Address>> found = new HashMap<>(addresses);
        configured.forEach(
                (service, urls) -> {
                    try {
                        List<Address> all = new ArrayList<>();
                        for (URI url : urls) {
                            all.addAll(lookUp(url, names));
                        }
                        found.put(service, List.copyOf(all));
                    } catch (UnknownHostException e) {
                        LOG.debugf("%s has no address now", service);
                    }
                });
        addresses = Map.copyOf(found);
    }

    /** The system's names, as {@link Names}. */
    static List<String> bySystem(String host) throws UnknownHostException {
        return Arrays.stream(InetAddress.getAllByName(host))
                .map(InetAddress::getHostAddress)
                .sorted()
                .toList();
    }

    private static List<Address> lookUp(URI url, Names names) throws UnknownHostException {
        if (url.getHost().equals(THIS_MACHINE)) {
            // One machine with two addresses, not two replicas.
            return List.of(asWritten(url));
        }
        return names.of(url.getHost()).stream()
                .map(host -> new Address(host, url.getPort()))
                .toList();
    }

    private static Address asWritten(URI url) {
        return new Address(url.getHost(), url.getPort());
    }

    /** Where the service is now. */
    List<Address> of(String service) {
        return addresses.getOrDefault(service, List.of());
    }

    /**
     * A request to one of the service's addresses; asked again for the same context, to the one
     * after. Nothing of the body is sent yet, so the next address may be tried.
     */
    Future<HttpClientRequest> request(String service, ProxyContext context) {
        List<Address> all = of(service);
        Integer used = context.get(USED, Integer.class);
        int next = used == null ? turn.getAndIncrement() : used + 1;
        return attempt(all, context, Math.floorMod(next, Math.max(1, all.size())), all.size());
    }

    private static Future<HttpClientRequest> attempt(
            List<Address> all, ProxyContext context, int index, int left) {
        if (left == 0) {
            return Future.failedFuture("no address takes a connection");
        }
        Address address = all.get(index % all.size());
        return context.client()
                .request(new RequestOptions().setHost(address.host()).setPort(address.port()))
                .onSuccess(connected -> context.set(USED, index))
                .recover(e -> attempt(all, context, index + 1, left - 1));
    }
}
