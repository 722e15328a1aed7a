package org.fengqiao.mediation;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.fengqiao.clock.Zones;
import org.fengqiao.contracts.Actor;
import org.fengqiao.contracts.SessionMode;
import org.fengqiao.mediation.Agreement.Instalment;
import org.fengqiao.mediation.Decision.Accepted;
import org.fengqiao.mediation.Decision.Refused;
import org.fengqiao.mediation.MediationCommand.Agree;
import org.fengqiao.mediation.MediationCommand.Fail;
import org.fengqiao.mediation.MediationCommand.FailVisit;
import org.fengqiao.mediation.MediationCommand.HandOver;
import org.fengqiao.mediation.MediationCommand.HoldSession;
import org.fengqiao.mediation.MediationCommand.PassVisit;
import org.fengqiao.mediation.MediationCommand.Promise;
import org.fengqiao.mediation.MediationCommand.RecordPayment;
import org.fengqiao.mediation.MediationCommand.Request;
import org.fengqiao.mediation.MediationCommand.StartMediation;
import org.fengqiao.mediation.MediationEvent.AgreementReached;
import org.fengqiao.mediation.MediationEvent.CaseArchived;
import org.fengqiao.mediation.MediationEvent.CaseClosed;
import org.fengqiao.mediation.MediationEvent.InstalmentDone;
import org.fengqiao.mediation.MediationEvent.MediationFailed;
import org.fengqiao.mediation.MediationEvent.MediationStarted;
import org.fengqiao.mediation.MediationEvent.ResolutionOpened;
import org.fengqiao.mediation.MediationEvent.SessionHeld;
import org.fengqiao.mediation.MediationEvent.VisitDone;
import org.fengqiao.mediation.MediationEvent.VisitFailed;
import org.fengqiao.mediation.MediationEvent.VisitPlanned;
import org.fengqiao.mediation.Resolution.Agreed;
import org.fengqiao.mediation.Resolution.Archived;
import org.fengqiao.mediation.Resolution.Closed;
import org.fengqiao.mediation.Resolution.Failed;
import org.fengqiao.mediation.Resolution.Lead;
import org.fengqiao.mediation.Resolution.Mediating;
import org.fengqiao.mediation.Resolution.Open;
import org.fengqiao.mediation.Resolution.Reopened;
import org.fengqiao.mediation.Resolution.Resolved;
import org.fengqiao.mediation.Resolution.Returned;
import org.fengqiao.mediation.Resolution.Visiting;

/**
 * decide(state, command): the rules of mediation. Pure; the clock and the person come with the
 * command.
 */
public final class MediationRules {

    /** Role part of the centre's unit code (INTERFACES §3). */
    private static final String CENTRE = "-ZZ";

    private static final String CONFIRMATION = "confirm.apply";

    private final Limits limits;
    private final HandOverRules handOvers;

    public MediationRules(Limits limits) {
        this.limits = limits;
        this.handOvers = new HandOverRules(limits);
    }

    /** dispatch: the first OrderIssued (lead) opens the resolution. */
    public Accepted open(Matter matter, Lead lead) {
        return new Accepted(new Open(matter, lead), List.of(new ResolutionOpened(lead)));
    }

    /** The total table: every state meets every command. */
    public Decision decide(Resolution state, MediationCommand command) {
        return switch (command) {
            case HandOver fact -> handOvers.obey(state, fact);
            case Request request -> answer(state, request);
        };
    }

    private Decision answer(Resolution state, Request request) {
        return switch (request) {
            case StartMediation c -> start(state, c);
            case HoldSession c -> holdSession(state, c);
            case Agree c -> agree(state, c);
            case Fail c -> fail(state, c);
            case RecordPayment c -> recordPayment(state, c);
            case PassVisit c -> passVisit(state, c);
            case FailVisit c -> failVisit(state, c);
        };
    }

    private static Decision start(Resolution state, StartMediation c) {
        if (!(state instanceof Open o)) {
            return refuse(state, "开始调解");
        }
        return o.lead().mediates()
                ? new Accepted(o.start(c.type()), List.of(new MediationStarted(o.lead(), c.type())))
                : new Refused(new Refusal.NotAMediationOrganisation(o.lead().unit()));
    }

    private static Decision holdSession(Resolution state, HoldSession c) {
        if (!(state instanceof Mediating m)) {
            return refuse(state, "记录调解会");
        }
        if (m.matter().isRed() && !m.matter().controlStarted()) {
            return new Refused(new Refusal.ControlMissing());
        }
        Mediating held = m.hold(c.mode());
        return new Accepted(
                held, List.of(new SessionHeld(held.matter().sessionCount(), c.mode(), m.type())));
    }

    private Decision agree(Resolution state, Agree c) {
        if (!(state instanceof Mediating m)) {
            return refuse(state, "登记协议");
        }
        SessionMode mode = m.mode();
        if (mode == null) {
            return new Refused(new Refusal.NoSession());
        }
        LocalDate today = Zones.dateOf(c.at());
        List<Instalment> instalments = new ArrayList<>();
        LocalDate previous = today;
        for (Promise promise : c.promises()) {
            int seq = instalments.size() + 1;
            if (promise.amount().compareTo(BigDecimal.ZERO) <= 0 || promise.amount().scale() > 2) {
                return new Refused(new Refusal.BadInstalment(seq, "金额应大于0,最多两位小数"));
            }
            if (promise.dueOn().isBefore(previous)) {
                return new Refused(new Refusal.BadInstalment(seq, "履行日期不得早于" + previous));
            }
            previous = promise.dueOn();
            instalments.add(new Instalment(seq, promise.amount(), promise.dueOn(), null, false));
        }
        Agreement agreement =
                new Agreement(
                        "%s-X%02d".formatted(m.matter().caseNo(), m.matter().agreementCount() + 1),
                        c.form(),
                        m.type(),
                        instalments,
                        c.confirmationIntended(),
                        limits.due(CONFIRMATION, c.at()).lastDay(),
                        c.at());
        return new Accepted(
                m.agree(agreement),
                List.of(
                        new AgreementReached(
                                m.lead(), agreement, m.matter().sessionCount(), mode)));
    }

    private static Decision fail(Resolution state, Fail c) {
        if (!(state instanceof Mediating m)) {
            return refuse(state, "调解不成");
        }
        return new Accepted(m.fail(c.reason()), List.of(new MediationFailed(m.lead(), c.reason())));
    }

    private static Decision recordPayment(Resolution state, RecordPayment c) {
        Agreement agreement = state.agreement();
        boolean performs =
                switch (state) {
                    case Agreed a -> true;
                    case Resolved r -> agreement != null;
                    case Visiting v -> agreement != null;
                    case Closed cl -> agreement != null;
                    case Open o -> false;
                    case Returned re -> false;
                    case Mediating m -> false;
                    case Failed f -> false;
                    case Archived ar -> false;
                    case Reopened ro -> false;
                };
        if (!performs || agreement == null) {
            return refuse(state, "登记履行");
        }
        return agreement
                .instalment(c.seq())
                .filter(i -> i.paidOn() == null)
                .map(i -> paid(state, agreement, i.paid(c.paidOn()), c))
                .orElseGet(() -> new Refused(new Refusal.NoSuchInstalment(c.seq())));
    }

    private static Decision paid(
            Resolution state, Agreement agreement, Instalment paid, RecordPayment c) {
        boolean late = c.paidOn().isAfter(paid.dueOn());
        List<MediationEvent> events = List.of(new InstalmentDone(paid.seq(), c.paidOn(), late));
        Resolution next = state.with(agreement.with(paid));
        return next instanceof Closed closed
                ? archiveIfDone(closed, events)
                : new Accepted(next, events);
    }

    static Accepted archiveIfDone(Closed closed, List<MediationEvent> before) {
        if (!closed.archivable()) {
            return new Accepted(closed, before);
        }
        List<MediationEvent> events = new ArrayList<>(before);
        events.add(new CaseArchived());
        return new Accepted(closed.archive(), events);
    }

    private Decision passVisit(Resolution state, PassVisit c) {
        if (!(state instanceof Visiting v)) {
            return refuse(state, "登记回访");
        }
        if (handled(v, c.actor())) {
            return new Refused(new Refusal.VisitorHandled(c.actor().user()));
        }
        if (v.failure() != null) {
            return new Refused(new Refusal.VisitUnanswered());
        }
        if (v.matter().isRed() && !v.matter().controlReleased()) {
            return new Refused(new Refusal.ControlNotReleased());
        }
        VisitDone done = new VisitDone(v.matter().visitCount(), c.method(), c.satisfaction());
        if (v.passesLeft() <= 1) {
            return new Accepted(
                    v.close(), List.of(done, new CaseClosed(c.method(), c.satisfaction())));
        }
        String rule = v.matter().visitRule(v.matter().visitsNeeded() - v.passesLeft() + 1);
        Visiting next = v.next(limits.due(rule, c.at()).at(), rule);
        return new Accepted(
                next,
                List.of(done, new VisitPlanned(next.matter().visitCount(), next.dueAt(), rule)));
    }

    /**
     * 回访人不得为承办人 (domain 03 §3.2). Known here is the unit; the centre's visitors are a desk of their
     * own and visit what another desk of the centre handled.
     */
    private static boolean handled(Visiting v, Actor visitor) {
        String unit = v.lead().unit();
        return unit.equals(visitor.unit()) && !unit.endsWith(CENTRE);
    }

    private static Decision failVisit(Resolution state, FailVisit c) {
        if (!(state instanceof Visiting v)) {
            return refuse(state, "登记回访");
        }
        if (handled(v, c.actor())) {
            return new Refused(new Refusal.VisitorHandled(c.actor().user()));
        }
        if (v.failure() != null) {
            return new Refused(new Refusal.VisitUnanswered());
        }
        // dispatch decides on the reopening; until then the case stays with the visit.
        return new Accepted(
                v.fail(c.reason()), List.of(new VisitFailed(v.matter().visitCount(), c.reason())));
    }

    static Accepted unchanged(Resolution state) {
        return new Accepted(state, List.of());
    }

    private static Refused refuse(Resolution state, String command) {
        return new Refused(new Refusal.NotInStage(command, nameOf(state)));
    }

    /** 中文 name of a state, for people. */
    public static String nameOf(Resolution state) {
        return switch (state) {
            case Open o -> "待办";
            case Returned r -> "退单待派";
            case Mediating m -> "调解中";
            case Agreed a -> "已达成协议";
            case Failed f -> "调解不成";
            case Resolved r -> "已化解";
            case Visiting v -> "回访中";
            case Closed c -> "已办结";
            case Archived a -> "已归档";
            case Reopened r -> "重启待派";
        };
    }
}
