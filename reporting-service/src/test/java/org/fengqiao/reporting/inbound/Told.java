package org.fengqiao.reporting.inbound;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.ConfigProvider;
import org.fengqiao.contracts.Actor;
import org.fengqiao.contracts.CaseEvent;
import org.fengqiao.contracts.CaseHeader;
import org.fengqiao.contracts.Difficulty;
import org.fengqiao.contracts.DispatchEvent;
import org.fengqiao.contracts.EventTypes;
import org.fengqiao.contracts.Explanation;
import org.fengqiao.contracts.Grade;
import org.fengqiao.contracts.IntakeEvent;
import org.fengqiao.contracts.ListSide;
import org.fengqiao.contracts.MatterKind;
import org.fengqiao.contracts.MediationEvent;
import org.fengqiao.contracts.OrderKind;
import org.fengqiao.contracts.ResolutionMethod;
import org.fengqiao.contracts.ResolutionResult;
import org.fengqiao.contracts.RiskEvent;
import org.fengqiao.contracts.RiskLevel;
import org.fengqiao.contracts.Route;
import org.fengqiao.contracts.Satisfaction;
import org.fengqiao.contracts.Secrecy;
import org.fengqiao.contracts.SourceRecord;
import org.fengqiao.contracts.SourceSystem;
import org.fengqiao.contracts.VisitMethod;
import org.fengqiao.outbox.EventCodec;
import org.fengqiao.testkit.TestInfra;

/** A case as the other services tell it on the real broker, event by event. */
final class Told {

    private static final String NEVER = "2026-11-01T00:00:00Z";

    private final UUID caseId = UUID.randomUUID();
    private final Map<String, Long> sequences = new HashMap<>();
    private final String region;
    final String caseNo;
    private final Instant at;
    private boolean demo;

    private Told(String caseNo, String region, Instant at) {
        this.caseNo = caseNo;
        this.region = region;
        this.at = at;
    }

    static Told registered(String caseNo, String region, String title, Instant at) {
        return registered(caseNo, region, title, at, "1501", SourceSystem.P110, false);
    }

    static Told registered(
            String caseNo,
            String region,
            String title,
            Instant at,
            String category,
            SourceSystem system,
            boolean demo) {
        Told told = new Told(caseNo, region, at);
        told.demo = demo;
        told.tell(
                "intake",
                header ->
                        new IntakeEvent.CaseRegistered(
                                header,
                                caseNo.substring(caseNo.length() - 12),
                                title,
                                title,
                                MatterKind.DISPUTE,
                                category,
                                new Explanation("category.keywords", Map.of(), List.of("02"), 0.9),
                                null,
                                Set.of(),
                                Secrecy.NORMAL,
                                "zh-CN",
                                2,
                                null,
                                null,
                                List.of(),
                                null,
                                new SourceRecord(
                                        system,
                                        "k" + caseNo,
                                        "1",
                                        UUID.randomUUID(),
                                        at,
                                        null,
                                        List.of(),
                                        Map.of(),
                                        false)));
        return told;
    }

    /** Accepted, triaged and ordered to the unit. */
    Told orderedTo(String unit, Instant issuedAt, Instant dueAt) {
        tell("intake", h -> new IntakeEvent.CaseAccepted(h, "受理" + caseNo));
        tell(
                "dispatch",
                h ->
                        new DispatchEvent.CaseTriaged(
                                h,
                                Grade.NORMAL,
                                Difficulty.NORMAL,
                                "1501",
                                Route.MEDIATION,
                                ListSide.GOV,
                                unit,
                                new Explanation("route.default.15", Map.of(), List.of(), 1)));
        return tell(
                "dispatch",
                h ->
                        new DispatchEvent.OrderIssued(
                                h,
                                caseNo + "-01",
                                OrderKind.HANDLE,
                                unit,
                                false,
                                false,
                                issuedAt,
                                dueAt,
                                dueAt,
                                "grade.normal",
                                false));
    }

    Told red() {
        return tell(
                "risk",
                h -> new RiskEvent.RiskAssessed(h, RiskLevel.RISK_RED, 90, "R05", List.of()));
    }

    /** Finished by its unit, accepted, visited and closed. */
    Told closed(String unit) {
        tell("dispatch", h -> new DispatchEvent.OrderSigned(h, caseNo + "-01", unit));
        tell(
                "dispatch",
                h ->
                        new DispatchEvent.OrderFinished(
                                h, caseNo + "-01", unit, ResolutionMethod.ANSWERED, false, true));
        tell(
                "mediation",
                h ->
                        new MediationEvent.CaseResolved(
                                h, ResolutionMethod.ANSWERED, ResolutionResult.SUCCESS, false));
        return tell(
                "mediation",
                h ->
                        new MediationEvent.CaseClosed(
                                h, VisitMethod.PHONE, Satisfaction.SATISFIED, at));
    }

    private Told tell(String owner, Function<CaseHeader, CaseEvent> fact) {
        long sequence = sequences.merge(owner, 1L, Long::sum);
        CaseEvent event =
                fact.apply(
                        new CaseHeader(
                                caseId,
                                caseNo,
                                sequence,
                                caseId,
                                null,
                                region,
                                at,
                                Actor.SYSTEM,
                                "rule"));
        ProducerRecord<String, byte[]> message =
                new ProducerRecord<>(
                        owner + ".events.v1",
                        caseId.toString(),
                        EventCodec.encode(event).getBytes(StandardCharsets.UTF_8));
        Map<String, String> attributes = new HashMap<>();
        attributes.put("ce_specversion", "1.0");
        attributes.put("ce_id", UUID.randomUUID().toString());
        attributes.put("ce_source", "/fengqiao/" + owner);
        attributes.put("ce_type", EventTypes.nameOf(((Record) event).getClass()));
        attributes.put("ce_time", NEVER);
        attributes.put("ce_subject", caseNo);
        attributes.put("ce_sequence", Long.toString(sequence));
        if (demo) {
            attributes.put("ce_demo", "true");
        }
        attributes.forEach(
                (name, value) ->
                        message.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        try (KafkaProducer<String, byte[]> producer =
                new KafkaProducer<>(
                        TestInfra.get().kafkaClient(owner),
                        new StringSerializer(),
                        new ByteArraySerializer())) {
            producer.send(message).get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        return this;
    }

    /** The first column of what the service under test has stored. */
    static List<String> stored(String sql) {
        var config = ConfigProvider.getConfig();
        try (Connection connection =
                        DriverManager.getConnection(
                                config.getValue("quarkus.datasource.jdbc.url", String.class),
                                config.getValue("quarkus.datasource.username", String.class),
                                config.getValue("quarkus.datasource.password", String.class));
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> found = new ArrayList<>();
            while (rows.next()) {
                found.add(rows.getString(1));
            }
            return found;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** How long a told event may take to be projected. */
    static final Duration SOON = Duration.ofSeconds(30);
}
