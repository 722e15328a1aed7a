package org.fengqiao.gateway;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.streams.ReadStream;
import io.vertx.httpproxy.Body;
import io.vertx.httpproxy.ProxyContext;
import io.vertx.httpproxy.ProxyInterceptor;
import io.vertx.httpproxy.ProxyResponse;
import java.io.IOException;
import java.util.Set;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;

/**
 * Sends a request once more, on another connection and to the next replica, when its connection
 * broke before an answer began. Nobody knows then whether the service did it, so only what may be
 * done twice is repeated: idempotent methods (RFC 9110 §9.2.2), pushes of a source, which are known
 * by their content, and commands under an Idempotency-Key.
 */
final class Resending implements ProxyInterceptor {

    private static final Logger LOG = Logger.getLogger(Resending.class);

    private static final Set<HttpMethod> IDEMPOTENT =
            Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.PUT, HttpMethod.DELETE);
    private static final Pattern PUSH = Pattern.compile("/sources/[a-z0-9]+/records");
    private static final String KEY = "Idempotency-Key";

    private final long longestBody;

    /**
     * Repeats what may be repeated.
     *
     * @param longestBody bytes of a body that are kept until the answer begins; a longer one, or
     *     one of unknown length, streams through and is sent once
     */
    Resending(long longestBody) {
        this.longestBody = longestBody;
    }

    @Override
    public Future<ProxyResponse> handleProxyRequest(ProxyContext context) {
        HttpServerRequest request = context.request().proxiedRequest();
        long length = length(request);
        if (length < 0 || length > longestBody || !mayRepeat(request)) {
            return context.sendRequest();
        }
        return read(context.request().getBody().stream())
                .compose(
                        body ->
                                send(context, body)
                                        .recover(failure -> again(context, body, failure)));
    }

    private static Future<ProxyResponse> again(
            ProxyContext context, Buffer body, Throwable failure) {
        if (!(failure instanceof HttpClosedException || failure instanceof IOException)) {
            return Future.failedFuture(failure);
        }
        LOG.infof(
                "%s is sent again after %s",
                context.request().getMethod(), failure.getClass().getSimpleName());
        return send(context, body);
    }

    private static Future<ProxyResponse> send(ProxyContext context, Buffer body) {
        context.request().setBody(body.length() == 0 ? null : Body.body(body));
        return context.sendRequest();
    }

    private static Future<Buffer> read(ReadStream<Buffer> stream) {
        Promise<Buffer> whole = Promise.promise();
        Buffer bytes = Buffer.buffer();
        stream.exceptionHandler(whole::tryFail);
        stream.handler(bytes::appendBuffer);
        stream.endHandler(end -> whole.tryComplete(bytes));
        stream.resume();
        return whole.future();
    }

    private static boolean mayRepeat(HttpServerRequest request) {
        return IDEMPOTENT.contains(request.method())
                || (HttpMethod.POST.equals(request.method())
                        && (PUSH.matcher(String.valueOf(request.path())).matches()
                                || request.getHeader(KEY) != null));
    }

    /** Of the body in bytes; -1 if nobody said. */
    private static long length(HttpServerRequest request) {
        if (request.getHeader("Transfer-Encoding") != null) {
            return -1;
        }
        String length = request.getHeader("Content-Length");
        if (length == null) {
            return 0;
        }
        return length.matches("\\d{1,15}") ? Long.parseLong(length) : -1;
    }
}
