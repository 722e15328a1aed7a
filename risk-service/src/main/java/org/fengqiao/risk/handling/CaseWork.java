package org.fengqiao.risk.handling;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.fengqiao.contracts.Actor;
import org.fengqiao.contracts.CaseHeader;
import org.fengqiao.contracts.Flag;
import org.fengqiao.contracts.RiskEvent;
import org.fengqiao.contracts.RiskEvent.Factor;
import org.fengqiao.contracts.RiskLevel;
import org.fengqiao.contracts.Topics;
import org.fengqiao.outbox.Story;
import org.fengqiao.outbox.Story.Cause;
import org.fengqiao.risk.RiskCase;
import org.fengqiao.risk.RiskCase.Control;
import org.fengqiao.risk.signal.Assessment;
import org.fengqiao.risk.signal.Facts;
import org.jboss.logging.Logger;

/** One case within one transaction. Not thread-safe. */
final class CaseWork {

    private static final Logger LOG = Logger.getLogger(CaseWork.class);

    private final Story story;
    private final boolean isNew;
    private final Instant at;
    private RiskCase risk;

    CaseWork(RiskCase risk, Story.Tail tail, Cause cause, boolean isNew, Instant at) {
        this.risk = risk;
        this.isNew = isNew;
        this.at = at;
        this.story =
                new Story(
                        "risk",
                        Topics.RISK_EVENTS,
                        new CaseHeader(
                                risk.caseId(),
                                risk.caseNo(),
                                0,
                                risk.caseId(),
                                null,
                                risk.regionCode(),
                                at,
                                Actor.SYSTEM,
                                null),
                        tail,
                        cause);
    }

    void flag(Set<Flag> more) {
        risk = risk.flagged(more);
    }

    /** The caller has asked whether it may. */
    void control(Control wanted, Actor actor) {
        risk = risk.controlled(wanted);
        story.publish(
                at,
                actor,
                "risk.control",
                wanted == Control.STARTED
                        ? RiskEvent.ControlStarted::new
                        : RiskEvent.ControlReleased::new);
        LOG.infof("case %s control %s by %s", risk.caseNo(), wanted, actor.user());
    }

    /** Publishes the first assessment and every change; the same result twice says nothing new. */
    void assess() {
        RiskCase before = risk;
        Assessment assessment =
                Assessment.of(
                        new Facts(before.flags(), before.category(), before.involvedPersons()));
        RiskCase after = before.assessed(assessment.level(), assessment.score());
        if (before.level() != null
                && before.level() == after.level()
                && before.score() == after.score()) {
            return;
        }
        risk = after;
        RiskLevel level = Objects.requireNonNull(after.level());
        String rule = assessment.hardRule();
        List<Factor> factors =
                assessment.signals().stream().map(s -> new Factor(s.code(), s.points())).toList();
        story.publish(
                at,
                Actor.SYSTEM,
                rule == null ? "risk.score" : "risk.hard." + rule,
                h -> new RiskEvent.RiskAssessed(h, level, assessment.score(), rule, factors));
        LOG.infof(
                "case %s assessed %s by %s", after.caseNo(), level, rule == null ? "score" : rule);
    }

    RiskCase risk() {
        return risk;
    }

    Story story() {
        return story;
    }

    boolean isNew() {
        return isNew;
    }

    Instant at() {
        return at;
    }
}
