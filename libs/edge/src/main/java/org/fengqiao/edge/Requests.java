package org.fengqiao.edge;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.UriInfo;
import org.fengqiao.outbox.Asked;
import org.fengqiao.outbox.Story.Cause;

/** What a command is told about the request behind it: its Idempotency-Key and its trace. */
@RequestScoped
public class Requests {

    private static final String KEY = "Idempotency-Key";
    private static final int LONGEST = 200;

    private final Callers callers;
    private final HttpHeaders headers;
    private final UriInfo uri;

    @Inject
    public Requests(Callers callers, HttpHeaders headers, UriInfo uri) {
        this.callers = callers;
        this.headers = headers;
        this.uri = uri;
    }

    /**
     * The running request. A key counts for one caller and one path: a client that starts again at
     * 1 does not find its old commands of other orders.
     */
    public Asked current() {
        String key = headers.getHeaderString(KEY);
        if (key == null || key.isBlank()) {
            return new Asked(new Cause(null, callers.traceparent()), null);
        }
        if (key.length() > LONGEST) {
            throw Problem.of(400, "bad-idempotency-key", "请求头有误", KEY + " 最多" + LONGEST + "个字符")
                    .asException();
        }
        return new Asked(
                new Cause(key, callers.traceparent()),
                "command:" + callers.current().user() + ":" + key + " " + uri.getPath());
    }
}
