package org.fengqiao.dispatch.outbound;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.UUID;
import org.fengqiao.contracts.IntakeEvent.RecordRejected;
import org.fengqiao.contracts.Topics;
import org.fengqiao.outbox.EventCodec;
import org.fengqiao.outbox.Outbox;
import org.fengqiao.outbox.Story.Cause;
import org.fengqiao.outbox.TimeOrderedId;

/**
 * The feedback {@code REJECTED}: the problem that the HTTP door would have answered, with the place
 * of the record in the source's topic. No native system has a shape for it.
 */
public final class RejectionAnswers {

    private static final String TYPE = "org.fengqiao.dispatch.feedback-rejected.v1";

    private RejectionAnswers() {}

    /** The entry of the source's feedback stream. */
    public static Outbox.Message of(RecordRejected rejected, Cause cause) {
        String stream = Topics.feedback(rejected.system());
        String key =
                rejected.sourceKey() == null
                        ? rejected.quarantineId().toString()
                        : rejected.sourceKey();
        UUID id = TimeOrderedId.next();
        Map<String, String> headers =
                Outbox.cloudEvent(id, TYPE, "dispatch", key, rejected.at(), key, cause);
        return new Outbox.Message(
                stream, stream, key, id, TYPE, key, headers, body(rejected).toString());
    }

    private static ObjectNode body(RecordRejected rejected) {
        ObjectNode body = EventCodec.mapper().createObjectNode();
        body.put("kind", "REJECTED");
        body.put("type", "urn:fengqiao:problem:" + rejected.reason());
        body.put("title", title(rejected.reason()));
        body.put("quarantineId", rejected.quarantineId().toString());
        body.put("sourceKey", rejected.sourceKey());
        body.put("version", rejected.version());
        body.put("partition", rejected.partition());
        body.put("offset", rejected.offset());
        ArrayNode errors = body.putArray("errors");
        rejected.pointers().forEach(pointer -> errors.addObject().put("pointer", pointer));
        return body;
    }

    private static String title(String reason) {
        return switch (reason) {
            case "record-unparseable" -> "无法解析该记录,原文已留存";
            case "record-incomplete" -> "该记录缺少必需内容,原文已留存,请按指针补正后重新推送";
            case "source-conflict" -> "同一版本内容不一致,两份均已留存,由人工核定";
            default -> "该记录未被接收,原文已留存";
        };
    }
}
