package org.fengqiao.edge;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.micrometer.core.instrument.Metrics;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import org.fengqiao.outbox.Delivery;
import org.fengqiao.privacy.Wordless;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Every error leaves the house as RFC 9457; nothing of the inside, no payload, no stack trace. */
public class ProblemMapper {

    private static final Logger LOG = Logger.getLogger(ProblemMapper.class);
    private static final String MEDIA_TYPE = "application/problem+json";
    private static final String RETRY_SECONDS = "2";

    @ServerExceptionMapper
    public Response problem(ProblemException e) {
        return response(e.problem());
    }

    @ServerExceptionMapper
    public Response anonymous(UnauthorizedException e) {
        return response(Problem.of(401, "unauthorized", "未登录", "请先登录或提供有效的访问令牌"));
    }

    @ServerExceptionMapper
    public Response forbidden(ForbiddenException e) {
        return response(Problem.of(403, "forbidden", "无权操作", "当前账号无权执行此操作"));
    }

    @ServerExceptionMapper
    public Response unreadable(JsonProcessingException e) {
        return response(Problem.of(400, "not-json", "请求体不是有效的 JSON", "请求体无法按 JSON 解析或字段类型不符"));
    }

    @ServerExceptionMapper
    public Response http(WebApplicationException e) {
        int status = e.getResponse().getStatus();
        if (status >= 500) {
            LOG.error("request failed", Wordless.of(e));
        }
        return response(Problem.of(status, "http-" + status, "请求未能处理", "HTTP " + status));
    }

    @ServerExceptionMapper
    public Response unexpected(Throwable e) {
        if (isUnavailable(e)) {
            LOG.warnf("unavailable: %s", e.getClass().getSimpleName());
            return response(Problem.of(503, "unavailable", "服务暂不可用", "存储暂不可用,请稍后重试"));
        }
        LOG.error("request failed", Wordless.of(e));
        return response(Problem.of(500, "internal", "系统内部错误", "系统内部错误,已记录,请稍后重试"));
    }

    /** The pool's own "Timeout" is a bare exception. */
    private static boolean isUnavailable(Throwable failure) {
        return Delivery.isTransient(failure) || "Timeout".equals(failure.getMessage());
    }

    private static Response response(Problem problem) {
        // Codes are our own constants: as many series as there are ways to say no.
        Metrics.counter(
                        "fengqiao_refusals",
                        "code",
                        problem.code(),
                        "status",
                        Integer.toString(problem.status()))
                .increment();
        Response.ResponseBuilder builder =
                Response.status(problem.status()).entity(problem).type(MEDIA_TYPE);
        if (problem.status() == 503 || problem.status() == 429) {
            builder.header("Retry-After", RETRY_SECONDS);
        }
        return builder.build();
    }
}
