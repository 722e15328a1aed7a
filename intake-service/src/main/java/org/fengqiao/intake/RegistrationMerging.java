package org.fengqiao.intake;

import static org.fengqiao.intake.RegistrationRules.accepted;
import static org.fengqiao.intake.RegistrationRules.notInStage;
import static org.fengqiao.intake.RegistrationRules.refused;

import org.fengqiao.intake.Registration.Accepted;
import org.fengqiao.intake.Registration.Cancelled;
import org.fengqiao.intake.Registration.Merged;
import org.fengqiao.intake.Registration.Refused;
import org.fengqiao.intake.Registration.Registered;
import org.fengqiao.intake.RegistrationCommand.Absorb;
import org.fengqiao.intake.RegistrationCommand.MergeInto;
import org.jspecify.annotations.Nullable;

/** 并案: intake alone decides, for both cases in one transaction; the others obey. */
final class RegistrationMerging {

    private RegistrationMerging() {}

    static Decision mergeInto(Registration state, MergeInto merge) {
        Refusal refusal = pairRefusal(state, merge.master(), state.identity());
        if (refusal != null) {
            return refused(refusal);
        }
        return switch (state) {
            case Accepted a when a.settled() ->
                    refused(new Refusal.MergeTooLate(a.identity().caseNo()));
            case Registered _, Accepted _ ->
                    accepted(
                            new Merged(
                                    state.identity(),
                                    state.matter(),
                                    state.sources(),
                                    merge.mergeId(),
                                    merge.master(),
                                    merge.at()),
                            new RegistrationEvent.CaseMerged(
                                    merge.mergeId(),
                                    merge.master(),
                                    state.identity(),
                                    state.sources(),
                                    state.matter().flags(),
                                    merge.by(),
                                    merge.at()));
            case Refused _, Merged _, Cancelled _ -> notInStage(state, "并案", "已登记或已受理");
        };
    }

    static Decision absorb(Registration state, Absorb absorb) {
        Refusal refusal = pairRefusal(state, state.identity(), absorb.absorbed());
        if (refusal != null) {
            return refused(refusal);
        }
        Matter matter = state.matter().flagged(absorb.flags());
        RegistrationEvent merged =
                new RegistrationEvent.CaseMerged(
                        absorb.mergeId(),
                        state.identity(),
                        absorb.absorbed(),
                        absorb.sources(),
                        absorb.flags(),
                        absorb.by(),
                        absorb.at());
        return switch (state) {
            case Registered r ->
                    accepted(
                            r.absorbing(absorb.sources(), matter, absorb.absorbed().caseId()),
                            merged);
            case Accepted a -> accepted(a.fedBy(absorb.sources(), matter), merged);
            case Refused _, Merged _, Cancelled _ -> notInStage(state, "作为主案并案", "已登记或已受理");
        };
    }

    private static @Nullable Refusal pairRefusal(
            Registration state, CaseIdentity master, CaseIdentity absorbed) {
        if (master.caseId().equals(absorbed.caseId())) {
            return new Refusal.MergeWithItself(state.identity().caseNo());
        }
        return MergeRule.isMaster(master, absorbed)
                ? null
                : new Refusal.WrongMaster(absorbed.caseNo());
    }
}
