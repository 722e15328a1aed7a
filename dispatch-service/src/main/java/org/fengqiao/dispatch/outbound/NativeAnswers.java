package org.fengqiao.dispatch.outbound;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import org.fengqiao.clock.Zones;
import org.fengqiao.contracts.AgreementForm;
import org.fengqiao.contracts.Satisfaction;
import org.fengqiao.contracts.SessionMode;
import org.fengqiao.contracts.SourceRecord;
import org.fengqiao.contracts.VisitMethod;
import org.fengqiao.dispatch.AssignmentEvent.Visit;
import org.fengqiao.dispatch.Result;
import org.fengqiao.outbox.EventCodec;
import org.jspecify.annotations.Nullable;

/**
 * What a source is told, in its own shape (domain 05, {@code *_feedback_out.json}). FINISHED
 * carries no visit fields; VISITED repeats the message with them.
 */
public final class NativeAnswers {

    private static final ObjectMapper JSON = EventCodec.mapper();
    private static final DateTimeFormatter COMPACT = DateTimeFormatter.ofPattern("yyyyMMddHHmmss");
    private static final DateTimeFormatter PLAIN =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

    private NativeAnswers() {}

    /** The payload for the source's system. */
    public static String of(SourceRecord source, Answer answer) {
        return switch (source.system()) {
            case P110 -> p110(source, answer);
            case H12345 -> h12345(source, answer);
            case COURT -> court(source, answer);
            case PETITION, SELF, WINDOW, GRID, CASCADE -> notice(source, answer);
        };
    }

    /**
     * What there is to tell.
     *
     * @param unitName 承办单位 as people know it
     * @param handler account that accepted the result
     * @param opinion 办理意见; the unit's words or what the agreement says
     * @param result null when the case ended without one
     * @param visit null before the visit
     */
    public record Answer(
            String messageId,
            String caseNo,
            String caseCode,
            String unitName,
            String handler,
            Instant handledAt,
            String opinion,
            @Nullable Result result,
            @Nullable Visit visit) {}

    private static String p110(SourceRecord source, Answer a) {
        ObjectNode root = JSON.createObjectNode();
        ObjectNode header = root.putObject("header");
        header.put("msgId", "ZZ-FB-" + a.messageId());
        header.put("msgType", "FJW_FEEDBACK");
        header.put("version", "1.2");
        ObjectNode body = root.putObject("body");
        body.put("JJDBH", source.sourceKey());
        body.put("FLOWID", a.caseNo());
        body.put("RECEIVE", "1");
        body.put("RECEIVETIME", local(source.receivedAt(), COMPACT));
        body.put("HANDLEBMNAME", a.unitName());
        body.put("HANDLEUSERNAME", a.handler());
        body.put("HANDLETIME", local(a.handledAt(), COMPACT));
        body.put("HANDLEOPINION", a.opinion());
        Visit visit = a.visit();
        if (visit != null) {
            body.put("HFSJ", local(visit.at(), COMPACT));
            body.put("CLJGDM", code(visit.satisfaction()));
            body.put("CLJGMC", words(visit.satisfaction()));
            body.put("DHHFHSQK", "已" + words(visit.method()) + "回访");
        }
        return root.toString();
    }

    private static String h12345(SourceRecord source, Answer a) {
        ObjectNode root = JSON.createObjectNode();
        root.put("hotlineNo", source.sourceKey());
        root.put("platformNo", source.references().get("platformNo"));
        root.put("nodeType", "4");
        root.put("handleState", "4");
        root.put("handleDeptName", a.unitName());
        root.put("handleUserName", a.handler());
        root.put("handleTime", local(a.handledAt(), PLAIN));
        root.put("handleOpinion", a.opinion());
        Visit visit = a.visit();
        if (visit != null) {
            root.put(
                    "visitMethod",
                    visit.method() == VisitMethod.SMS
                            ? "2"
                            : visit.method() == VisitMethod.ONLINE ? "3" : "1");
            root.put("seatsResult", code(visit.satisfaction()));
            root.put("bmResult", code(visit.satisfaction()));
        }
        root.put("caseCode", a.caseCode());
        return root.toString();
    }

    private static String court(SourceRecord source, Answer a) {
        ObjectNode root = JSON.createObjectNode();
        root.put("ajbs", source.sourceKey());
        root.put("ah", source.references().get("ah"));
        root.put("hczl", "60");
        Result result = a.result();
        String code = courtCode(result);
        root.put("tjjg", code);
        root.put("tjjgmc", courtWords(code));
        Result.Agreed agreed = result == null ? null : result.agreement();
        root.put("tjwcsj", local(agreed == null ? a.handledAt() : agreed.at(), PLAIN));
        if (agreed != null) {
            root.put("xyxs", agreed.form() == AgreementForm.WRITTEN ? "书面" : "口头");
            root.put(
                    "xyje",
                    agreed.amount()
                            .setScale(2, java.math.RoundingMode.UNNECESSARY)
                            .toPlainString());
            ArrayNode shares = root.putArray("fqlx");
            for (Result.Share share : agreed.instalments()) {
                ObjectNode one = shares.addObject();
                one.put("qs", share.seq());
                one.put(
                        "je",
                        share.amount()
                                .setScale(2, java.math.RoundingMode.UNNECESSARY)
                                .toPlainString());
                one.put("lxrq", share.dueOn().toString());
            }
            root.put("sfqr", agreed.confirmationIntended() ? "申请" : "不申请");
            root.put("sfqrsqjzrq", agreed.confirmationDueOn().toString());
            root.put("tjcs", agreed.sessions());
            root.put("tjfs", words(agreed.mode()));
        }
        Visit visit = a.visit();
        root.put("bz", visit == null ? "" : "回访:" + words(visit.satisfaction()));
        return root.toString();
    }

    private static String notice(SourceRecord source, Answer a) {
        ObjectNode root = JSON.createObjectNode();
        root.put("sourceKey", source.sourceKey());
        root.put("caseCode", a.caseCode());
        root.put("unit", a.unitName());
        root.put("opinion", a.opinion());
        return root.toString();
    }

    /** 1成功 2不成功 3撤回 4退回. */
    private static String courtCode(@Nullable Result result) {
        if (result == null) {
            return "2";
        }
        return switch (result.result()) {
            case SUCCESS, PARTIAL -> "1";
            case FAILED -> "2";
            case WITHDRAWN -> "3";
            case REDIRECTED -> "4";
        };
    }

    private static String courtWords(String code) {
        return switch (code) {
            case "1" -> "调解成功";
            case "3" -> "撤回";
            case "4" -> "退回";
            default -> "调解不成功";
        };
    }

    private static String local(Instant at, DateTimeFormatter format) {
        return at.atZone(Zones.SHANGHAI).format(format);
    }

    /** CL-18: 1 非常满意 … 5 非常不满意. */
    private static String code(Satisfaction satisfaction) {
        return switch (satisfaction) {
            case VERY_SATISFIED -> "1";
            case SATISFIED -> "2";
            case FAIR -> "3";
            case DISSATISFIED -> "4";
            case VERY_DISSATISFIED -> "5";
        };
    }

    private static String words(Satisfaction satisfaction) {
        return switch (satisfaction) {
            case VERY_SATISFIED -> "非常满意";
            case SATISFIED -> "满意";
            case FAIR -> "一般";
            case DISSATISFIED -> "不满意";
            case VERY_DISSATISFIED -> "非常不满意";
        };
    }

    private static String words(VisitMethod method) {
        return switch (method) {
            case PHONE -> "电话";
            case SMS -> "短信";
            case ONSITE -> "上门";
            case ONLINE -> "网上";
            case WINDOW -> "窗口";
        };
    }

    private static String words(SessionMode mode) {
        return switch (mode) {
            case ONSITE -> "线下";
            case ONLINE -> "线上";
            case MIXED -> "线上+线下";
        };
    }
}
