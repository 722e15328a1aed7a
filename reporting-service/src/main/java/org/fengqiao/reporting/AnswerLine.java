package org.fengqiao.reporting;

import java.time.Instant;
import org.fengqiao.contracts.DispatchEvent;

/** 反馈. */
public record AnswerLine(String system, String sourceKey, String kind, String state, Instant at) {

    static AnswerLine of(DispatchEvent.Answer a) {
        return new AnswerLine(
                a.system().wireName(), a.sourceKey(), a.kind().name(), a.state().name(), a.at());
    }
}
