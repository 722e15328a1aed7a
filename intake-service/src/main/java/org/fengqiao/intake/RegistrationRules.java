package org.fengqiao.intake;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.fengqiao.contracts.RefusalReason;
import org.fengqiao.contracts.SourceRecord;
import org.fengqiao.intake.Registration.Accepted;
import org.fengqiao.intake.Registration.Cancelled;
import org.fengqiao.intake.Registration.Merged;
import org.fengqiao.intake.Registration.Refused;
import org.fengqiao.intake.Registration.Registered;
import org.fengqiao.intake.RegistrationCommand.Absorb;
import org.fengqiao.intake.RegistrationCommand.Accept;
import org.fengqiao.intake.RegistrationCommand.LinkRecord;
import org.fengqiao.intake.RegistrationCommand.MergeInto;
import org.fengqiao.intake.RegistrationCommand.NoteCancelRefused;
import org.fengqiao.intake.RegistrationCommand.NoteSettled;
import org.fengqiao.intake.RegistrationCommand.NoteWithdrawn;
import org.fengqiao.intake.RegistrationCommand.Refuse;
import org.fengqiao.intake.RegistrationCommand.Register;
import org.fengqiao.intake.RegistrationCommand.RequestCancel;

/** Decides every command in every state; pure, and total without a default. */
public final class RegistrationRules {

    /** Refusing for these needs a second person (domain 03 §3.3). */
    static final Set<RefusalReason> REFUSALS_TO_APPROVE =
            EnumSet.of(RefusalReason.MALICIOUS, RefusalReason.PARTY_REFUSES_MEDIATION);

    /** Ways that are not people's mediation: administrative disputes, law-related petitions. */
    private static final Set<String> NOT_FOR_MEDIATION = Set.of("20", "21");

    private RegistrationRules() {}

    /** Opens a case. */
    public static Decision open(Register register) {
        Registered registered =
                new Registered(
                        register.identity(),
                        register.matter(),
                        List.of(register.source()),
                        register.candidates(),
                        register.objections(),
                        null);
        return accepted(
                registered,
                new RegistrationEvent.CaseRegistered(
                        register.identity(),
                        register.matter(),
                        register.source(),
                        register.by(),
                        register.at()));
    }

    /** Decides a command about a case that exists. */
    public static Decision decide(Registration state, RegistrationCommand command) {
        return switch (command) {
            case Register ignored ->
                    refused(new Refusal.AlreadyRegistered(state.identity().caseNo()));
            case Accept accept -> accept(state, accept);
            case Refuse refuse -> refuse(state, refuse);
            case LinkRecord link -> link(state, link);
            case MergeInto merge -> RegistrationMerging.mergeInto(state, merge);
            case Absorb absorb -> RegistrationMerging.absorb(state, absorb);
            case RequestCancel cancel -> RegistrationCancelling.request(state, cancel);
            case NoteWithdrawn note -> RegistrationCancelling.withdrawn(state, note);
            case NoteCancelRefused ignored -> accepted(RegistrationCancelling.refused(state));
            case NoteSettled note -> accepted(settled(state, note.settled()));
        };
    }

    private static Decision accept(Registration state, Accept accept) {
        return switch (state) {
            case Registered r ->
                    accepted(
                            r.accept(accept.noticeNo(), accept.at()),
                            new RegistrationEvent.CaseAccepted(
                                    accept.noticeNo(), accept.by(), accept.at(), accept.rule()));
            case Accepted _, Refused _, Merged _, Cancelled _ -> notInStage(state, "受理", "已登记");
        };
    }

    private static Decision refuse(Registration state, Refuse refuse) {
        return switch (state) {
            case Registered r -> {
                RefusalReason reason = refuse.reason();
                if (reason == RefusalReason.PARTY_REFUSES_MEDIATION
                        && NOT_FOR_MEDIATION.contains(r.matter().category().substring(0, 2))) {
                    yield refused(new Refusal.OnlyForMediation(r.matter().category()));
                }
                if (REFUSALS_TO_APPROVE.contains(reason) && refuse.approvedBy() == null) {
                    yield refused(new Refusal.ApprovalNeeded("以该理由不予受理"));
                }
                String advice =
                        refuse.advice().isBlank() ? RefusalAdvice.of(reason) : refuse.advice();
                yield accepted(
                        r.refuse(reason, advice, refuse.at()),
                        new RegistrationEvent.CaseRefused(
                                reason, advice, refuse.approvedBy(), refuse.by(), refuse.at()));
            }
            case Accepted _, Refused _, Merged _, Cancelled _ -> notInStage(state, "不予受理", "已登记");
        };
    }

    /** A record is evidence in every state; the others decide what it changes. */
    private static Decision link(Registration state, LinkRecord link) {
        SourceRecord source = link.source();
        Matter matter = state.matter().flagged(link.flags());
        Registration next =
                switch (state) {
                    case Registered r -> r.fedBy(source, matter);
                    case Accepted a -> a.fedBy(List.of(source), matter);
                    case Refused r -> r.fedBy(source, matter);
                    case Merged m -> m.fedBy(source, matter);
                    case Cancelled c -> c.fedBy(source, matter);
                };
        return accepted(
                next,
                new RegistrationEvent.SourceRecordLinked(
                        source, matter.flags(), link.by(), link.at()));
    }

    private static Registration settled(Registration state, boolean settled) {
        return switch (state) {
            case Accepted a -> a.settled(settled);
            case Registered _, Refused _, Merged _, Cancelled _ -> state;
        };
    }

    static String stageName(Registration state) {
        return switch (state) {
            case Registered _ -> "已登记";
            case Accepted _ -> "已受理";
            case Refused _ -> "不予受理";
            case Merged m -> "已并入 " + m.master().caseNo();
            case Cancelled _ -> "已撤回";
        };
    }

    static Decision notInStage(Registration state, String command, String expected) {
        return refused(new Refusal.NotInStage(command, stageName(state), expected));
    }

    static Decision accepted(Registration next, RegistrationEvent... events) {
        return new Decision.Accepted(next, List.of(events));
    }

    static Decision refused(Refusal refusal) {
        return new Decision.Refused(refusal);
    }
}
