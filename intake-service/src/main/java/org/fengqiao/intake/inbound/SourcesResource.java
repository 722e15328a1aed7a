package org.fengqiao.intake.inbound;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.fengqiao.clock.Zones;
import org.fengqiao.edge.Caller;
import org.fengqiao.edge.Callers;
import org.fengqiao.edge.Problem;
import org.fengqiao.edge.ProblemException;
import org.fengqiao.intake.inbound.adapter.CloudEvent;
import org.fengqiao.intake.inbound.adapter.SourceAdapter;
import org.fengqiao.intake.outbound.ReceiptViews;
import org.fengqiao.intake.outbound.ReceiptViews.ReceiptView;
import org.fengqiao.intake.reception.Door;
import org.fengqiao.intake.reception.Ledger;
import org.fengqiao.intake.reception.Push;
import org.fengqiao.intake.reception.Receipt;
import org.fengqiao.intake.source.PayloadFormat;
import org.fengqiao.intake.source.RecordReader;
import org.fengqiao.intake.source.SourceVersion;
import org.jspecify.annotations.Nullable;

/**
 * The HTTP door of the upstream systems (INTERFACES §2). A client pushes and asks only as its own
 * system.
 */
@Path("/sources/{system}")
@RolesAllowed("source")
@Produces(MediaType.APPLICATION_JSON)
public class SourcesResource {

    private final ReceptionDesk desk;
    private final RecordReader reader;
    private final ReceiptViews views;
    private final Callers callers;
    private final Clock clock;

    SourcesResource(
            ReceptionDesk desk,
            RecordReader reader,
            ReceiptViews views,
            Callers callers,
            Clock clock) {
        this.desk = desk;
        this.reader = reader;
        this.views = views;
        this.callers = callers;
        this.clock = clock;
    }

    /** The 202 and 200 body. */
    public record Received(
            UUID receiptId,
            String system,
            String sourceKey,
            String version,
            String status,
            boolean duplicate) {}

    @POST
    @Path("/records")
    @Consumes(MediaType.WILDCARD)
    public Uni<Response> push(
            @PathParam("system") String system,
            @HeaderParam(HttpHeaders.CONTENT_TYPE) @Nullable String contentType,
            @HeaderParam("ce-specversion") @Nullable String specVersion,
            @HeaderParam("ce-sourceversion") @Nullable String ceVersion,
            @HeaderParam("ce-demo") boolean demo,
            byte[] body) {
        SourceAdapter adapter = own(system);
        String mediaType = contentType == null ? "" : contentType;
        Push push =
                isStructured(mediaType)
                        ? structured(adapter, body)
                        : push(
                                adapter,
                                body,
                                format(adapter, mediaType),
                                version(specVersion == null ? null : ceVersion),
                                demo);
        return desk.receive(push).map(SourcesResource::answer);
    }

    private static boolean isStructured(String mediaType) {
        return mediaType.split(";", 2)[0].strip().equalsIgnoreCase(CloudEvent.MEDIA_TYPE);
    }

    private Push structured(SourceAdapter adapter, byte[] body) {
        return switch (CloudEvent.open(body)) {
            case CloudEvent.Opened opened ->
                    push(
                            adapter,
                            opened.data().get(),
                            format(adapter, opened.mediaType()),
                            version(opened.sourceVersion()),
                            opened.demo());
            // not even an envelope: read as a record it is refused with its own place
            case CloudEvent.Broken ignored -> push(adapter, body, PayloadFormat.JSON, null, false);
        };
    }

    private Push push(
            SourceAdapter adapter,
            byte[] bytes,
            PayloadFormat format,
            @Nullable SourceVersion sent,
            boolean demo) {
        return new Push(
                adapter.system(),
                bytes,
                format,
                sent,
                Door.HTTP,
                demo,
                callers.traceparent(),
                reader.read(adapter.system(), bytes, format, sent));
    }

    private static PayloadFormat format(SourceAdapter adapter, String mediaType) {
        return PayloadFormat.ofMediaType(mediaType)
                .filter(f -> adapter.formats().contains(f))
                .orElseThrow(
                        () ->
                                Problem.of(
                                                415,
                                                "unsupported-media-type",
                                                "不支持的报文格式",
                                                "Content-Type 应为 %s(JSON 为 UTF-8)"
                                                        .formatted(adapter.formats()))
                                        .asException());
    }

    private static @Nullable SourceVersion version(@Nullable String sent) {
        if (sent == null) {
            return null;
        }
        return SourceVersion.parse(sent)
                .orElseThrow(
                        () ->
                                Problem.of(
                                                400,
                                                "invalid-sourceversion",
                                                "版本号无效",
                                                "扩展属性 sourceversion 应为整数或时间")
                                        .withErrors(
                                                List.of(
                                                        new Problem.FieldError(
                                                                "/sourceversion", "应为整数或时间")))
                                        .asException());
    }

    private static Response answer(Receipt receipt) {
        return switch (receipt) {
            case Receipt.Stored s ->
                    Response.accepted(
                                    new Received(
                                            s.receiptId(),
                                            s.system().wireName(),
                                            s.sourceKey(),
                                            s.version(),
                                            "RECEIVED",
                                            false))
                            .header(
                                    HttpHeaders.LOCATION,
                                    location(s.system().wireName(), s.receiptId()))
                            .build();
            case Receipt.Duplicate d ->
                    Response.ok(
                                    new Received(
                                            d.receiptId(),
                                            d.system().wireName(),
                                            d.sourceKey(),
                                            d.version(),
                                            d.status().name(),
                                            true))
                            .header(
                                    HttpHeaders.LOCATION,
                                    location(d.system().wireName(), d.receiptId()))
                            .build();
            case Receipt.Conflict c ->
                    throw Problem.of(
                                    409,
                                    "source-conflict",
                                    "同一版本内容不同",
                                    "记录 %s 的版本 %s 已收到过不同内容,两份均已保存,待人工核对"
                                            .formatted(c.sourceKey(), c.version()))
                            .with("receiptId", c.receiptId())
                            .with("quarantineId", c.receiptId())
                            .asException();
            case Receipt.Quarantined q -> throw rejected(q);
        };
    }

    private static ProblemException rejected(Receipt.Quarantined q) {
        int status = q.rejection().kind().status();
        return Problem.of(
                        status,
                        q.rejection().kind().code(),
                        status == 400 ? "报文无法解析" : "记录不完整",
                        "报文未能接收,原文已保存待查,更正后请重新推送")
                .withErrors(
                        q.rejection().errors().stream()
                                .map(e -> new Problem.FieldError(e.pointer(), e.detail()))
                                .toList())
                .with("quarantineId", q.quarantineId())
                .asException();
    }

    /** Without host: the caller knows the gateway, not this service. */
    private static String location(String system, UUID receiptId) {
        return "/sources/" + system + "/receipts/" + receiptId;
    }

    @GET
    @Path("/receipts/{receiptId}")
    public Uni<ReceiptView> receipt(
            @PathParam("system") String system, @PathParam("receiptId") String receiptId) {
        SourceAdapter adapter = own(system);
        if (!receiptId.matches("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")) {
            throw noSuchReceipt();
        }
        return views.receipt(adapter.system(), UUID.fromString(receiptId))
                .map(found -> found.orElseThrow(SourcesResource::noSuchReceipt));
    }

    private static ProblemException noSuchReceipt() {
        return Problem.of(404, "no-such-receipt", "回执不存在", "本系统没有该编号的回执").asException();
    }

    /** The account of a day; counts only, also for those who run and audit the platform. */
    @GET
    @Path("/ledger")
    @RolesAllowed({"source", "admin", "auditor"})
    public Uni<Ledger> ledger(
            @PathParam("system") String system, @QueryParam("date") @Nullable String date) {
        SourceAdapter adapter = callers.current().hasRole("source") ? own(system) : adapter(system);
        return views.ledger(adapter.system(), day(date));
    }

    private LocalDate day(@Nullable String date) {
        if (date == null) {
            return Zones.dateOf(clock.instant());
        }
        try {
            return LocalDate.parse(date);
        } catch (DateTimeException e) {
            throw Problem.of(400, "invalid-date", "日期无效", "参数 date 应为 yyyy-MM-dd").asException();
        }
    }

    /** The adapter of the caller's own system. */
    private SourceAdapter own(String system) {
        Caller caller = callers.current();
        if (!system.equals(caller.system())) {
            throw Problem.of(403, "foreign-system", "无权访问", "只能以本系统的身份推送和查询").asException();
        }
        return adapter(system);
    }

    private static SourceAdapter adapter(String system) {
        return SourceAdapter.of(system)
                .orElseThrow(
                        () ->
                                Problem.of(404, "unknown-system", "系统未接入", "该来源系统尚未接入")
                                        .asException());
    }
}
