package org.fengqiao.gateway;

import io.quarkus.oidc.AccessTokenCredential;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.httpproxy.HttpProxy;
import io.vertx.httpproxy.ProxyContext;
import io.vertx.httpproxy.ProxyInterceptor;
import io.vertx.httpproxy.ProxyResponse;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Sends each path to the service that owns it, with the caller's token and limits. */
@ApplicationScoped
class Door {

    private static final Logger LOG = Logger.getLogger(Door.class);

    /**
     * Required of requests that carry a session and change something: a foreign page cannot set it
     * (CSRF).
     */
    static final String CONSOLE = "X-Fengqiao-Console";

    /** The only data a caller without a token may ask for. */
    static final String CITIZENS = "/public/";

    private static final int CONNECTIONS = 200;
    private static final int CONNECT_MILLIS = 1000;

    /** How soon a new replica is used; the JVM keeps names as long (Dockerfile). */
    private static final int LOOK_UP_MILLIS = 5000;

    /**
     * A connection not used for so long is not used again: shorter than the services keep one
     * ({@code quarkus.http.idle-timeout}, half an hour), or a request could meet their closing.
     */
    private static final int KEEP_ALIVE_SECONDS = 30;

    private final Map<String, HttpProxy> proxies = new HashMap<>();
    private final Rates rates;
    private final long maxBody;

    Door(Vertx vertx) {
        Config config = ConfigProvider.getConfig();
        this.rates =
                new Rates(
                        config.getValue("fengqiao.rate.machine", Integer.class),
                        config.getValue("fengqiao.rate.person", Integer.class));
        this.maxBody = config.getValue("fengqiao.max-body-bytes", Long.class);
        Upstreams upstreams = Upstreams.of(config);
        vertx.setPeriodic(0, LOOK_UP_MILLIS, t -> lookUp(vertx, upstreams));
        Resending resending =
                new Resending(config.getValue("fengqiao.resend.max-body-bytes", Long.class));
        HttpClient client =
                vertx.createHttpClient(
                        new HttpClientOptions()
                                .setConnectTimeout(CONNECT_MILLIS)
                                .setKeepAlive(true)
                                .setKeepAliveTimeout(KEEP_ALIVE_SECONDS),
                        new PoolOptions().setHttp1MaxSize(CONNECTIONS));
        for (String service : Route.SERVICES) {
            HttpProxy proxy = HttpProxy.reverseProxy(client);
            proxy.origin(context -> upstreams.request(service, context));
            proxy.addInterceptor(new Unavailable());
            proxy.addInterceptor(resending);
            proxies.put(service, proxy);
        }
    }

    private static void lookUp(Vertx vertx, Upstreams upstreams) {
        vertx.executeBlocking(
                () -> {
                    upstreams.lookUp(Upstreams::bySystem);
                    return upstreams;
                });
    }

    void routes(@Observes Router router) {
        router.routeWithRegex("/(sources|departments|public|api)/.*").handler(this::pass);
    }

    private void pass(RoutingContext context) {
        HttpServerRequest request = context.request();
        String path = String.valueOf(request.path());
        Optional<Route> route = Route.of(path);
        HttpProxy proxy = route.map(r -> proxies.get(r.service())).orElse(null);
        if (proxy == null) {
            Problems.answer(context.response(), 404, "no-such-path", "路径不存在", "没有该接口", 0);
            return;
        }
        SecurityIdentity identity = identity(context);
        if (identity == null && !path.startsWith(CITIZENS)) {
            // Not the code flow's redirect: the caller is a program, and the console asks itself.
            context.response().putHeader("WWW-Authenticate", "Bearer");
            Problems.answer(context.response(), 401, "unauthorized", "未登录", "请先登录或提供有效的访问令牌", 0);
            return;
        }
        boolean session = identity != null && request.getHeader("Authorization") == null;
        if (session && changes(request) && request.getHeader(CONSOLE) == null) {
            Problems.answer(
                    context.response(),
                    403,
                    "console-header-missing",
                    "请求被拒绝",
                    "缺少请求头 " + CONSOLE,
                    0);
            return;
        }
        boolean machine =
                identity != null
                        && identity.getPrincipal().getName().startsWith("service-account-");
        String client =
                identity == null
                        ? String.valueOf(request.remoteAddress().host())
                        : identity.getPrincipal().getName();
        if (!rates.allows(client, machine)) {
            Problems.answer(context.response(), 429, "too-many-requests", "请求过于频繁", "请稍后重试", 1);
            return;
        }
        if (length(request) > maxBody) {
            Problems.answer(
                    context.response(), 413, "too-large", "请求体过大", "最大 " + maxBody + " 字节", 0);
            return;
        }
        prepare(request, identity, session);
        proxy.handle(request);
    }

    private static void prepare(
            HttpServerRequest request, @Nullable SecurityIdentity identity, boolean session) {
        if (session && identity != null) {
            AccessTokenCredential token = identity.getCredential(AccessTokenCredential.class);
            if (token != null) {
                request.headers().set("Authorization", "Bearer " + token.getToken());
            }
        }
        // The session belongs to the gateway; services never see it.
        request.headers().remove("Cookie");
    }

    private static @Nullable SecurityIdentity identity(RoutingContext context) {
        if (context.user() instanceof QuarkusHttpUser user
                && !user.getSecurityIdentity().isAnonymous()) {
            return user.getSecurityIdentity();
        }
        return null;
    }

    private static boolean changes(HttpServerRequest request) {
        return !HttpMethod.GET.equals(request.method())
                && !HttpMethod.HEAD.equals(request.method());
    }

    private static long length(HttpServerRequest request) {
        String length = request.getHeader("Content-Length");
        return length == null || !length.matches("\\d{1,15}") ? 0 : Long.parseLong(length);
    }

    /** A service that is away is 503 with Retry-After, not the proxy's bare 502. */
    private static final class Unavailable implements ProxyInterceptor {
        @Override
        public io.vertx.core.Future<ProxyResponse> handleProxyRequest(ProxyContext context) {
            return context.sendRequest()
                    .recover(
                            e -> {
                                LOG.warnf("upstream away: %s", e.getClass().getSimpleName());
                                ProxyResponse response = context.request().release().response();
                                JsonObject problem =
                                        Problems.body(503, "unavailable", "服务暂不可用", "服务正在恢复,请稍后重试");
                                response.setStatusCode(503)
                                        .putHeader("Retry-After", "2")
                                        .putHeader("Content-Type", Problems.MEDIA_TYPE)
                                        .setBody(io.vertx.httpproxy.Body.body(problem.toBuffer()));
                                return io.vertx.core.Future.succeededFuture(response);
                            });
        }
    }
}
