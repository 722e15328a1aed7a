package org.fengqiao.intake;

import static org.fengqiao.intake.RegistrationRules.accepted;
import static org.fengqiao.intake.RegistrationRules.notInStage;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import org.fengqiao.contracts.Flag;
import org.fengqiao.intake.Registration.Accepted;
import org.fengqiao.intake.Registration.Cancelled;
import org.fengqiao.intake.Registration.Merged;
import org.fengqiao.intake.Registration.Refused;
import org.fengqiao.intake.Registration.Registered;
import org.fengqiao.intake.RegistrationCommand.NoteWithdrawn;
import org.fengqiao.intake.RegistrationCommand.RequestCancel;
import org.jspecify.annotations.Nullable;

/** 撤回: a request that dispatch answers, because it alone knows what has been issued. */
final class RegistrationCancelling {

    /** Nobody withdraws such a case alone (domain 03 §3.3). */
    private static final Set<Flag> TO_APPROVE = EnumSet.of(Flag.DV, Flag.MINOR);

    private RegistrationCancelling() {}

    static Decision request(Registration state, RequestCancel cancel) {
        String pending = cancelAsked(state);
        if (pending != null) {
            return RegistrationRules.refused(new Refusal.CancelPending(pending));
        }
        boolean guarded = !Collections.disjoint(state.matter().flags(), TO_APPROVE);
        RegistrationEvent asked =
                new RegistrationEvent.CancelRequested(
                        cancel.reasonCode(), cancel.approvedBy(), cancel.by(), cancel.at());
        return switch (state) {
            case Registered _, Accepted _ when guarded && cancel.approvedBy() == null ->
                    RegistrationRules.refused(new Refusal.ApprovalNeeded("涉家庭暴力或未成年人的案件撤回"));
            case Registered r -> accepted(r.cancelAsked(cancel.reasonCode()), asked);
            case Accepted a -> accepted(a.cancelAsked(cancel.reasonCode()), asked);
            case Refused _, Merged _, Cancelled _ -> notInStage(state, "撤回", "已登记或已受理");
        };
    }

    private static @Nullable String cancelAsked(Registration state) {
        return switch (state) {
            case Registered r -> r.cancelAsked();
            case Accepted a -> a.cancelAsked();
            case Refused _, Merged _, Cancelled _ -> null;
        };
    }

    /** Dispatch has the last word, also when intake never asked (a withdrawal at its own desk). */
    static Decision withdrawn(Registration state, NoteWithdrawn withdrawn) {
        String asked = cancelAsked(state);
        return switch (state) {
            case Registered _, Accepted _ ->
                    accepted(
                            new Cancelled(
                                    state.identity(),
                                    state.matter(),
                                    state.sources(),
                                    asked == null ? "DISPATCH" : asked,
                                    withdrawn.at()));
            // told again, or overtaken: what holds stays
            case Refused _, Merged _, Cancelled _ -> accepted(state);
        };
    }

    /** Dispatch said no: the request is off the table. */
    static Registration refused(Registration state) {
        return switch (state) {
            case Registered r -> r.cancelAsked(null);
            case Accepted a -> a.cancelAsked(null);
            case Refused _, Merged _, Cancelled _ -> state;
        };
    }
}
