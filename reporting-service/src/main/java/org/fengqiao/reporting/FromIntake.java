package org.fengqiao.reporting;

import java.time.Instant;
import org.fengqiao.contracts.IntakeEvent;

/** What intake says of a case: 汇. */
final class FromIntake {

    private FromIntake() {}

    static void tell(CaseFile file, IntakeEvent event, Instant at) {
        switch (event) {
            case IntakeEvent.CaseRegistered e -> {
                file.caseId = e.header().caseId();
                file.caseNo = e.header().caseNo();
                file.caseCode = e.caseCode();
                file.title = e.title();
                file.summary = e.summary();
                file.category = e.category();
                file.regionCode = e.header().regionCode();
                file.secrecy = e.secrecy();
                file.registeredAt = at;
                e.flags().stream().map(Enum::name).sorted().forEach(file.flags::add);
                file.records.add(SourceLine.of(e.source()));
                file.decisions.add(DecisionLine.of("CATEGORY", e.categoryBy(), at));
            }
            case IntakeEvent.CaseAccepted e -> {
                file.intake = CaseState.ACCEPTED;
                file.noticeNo = e.noticeNo();
            }
            case IntakeEvent.CaseRefused e -> file.intake = CaseState.REFUSED;
            case IntakeEvent.SourceRecordLinked e -> {
                file.records.removeIf(
                        r ->
                                r.system().equals(e.source().system().wireName())
                                        && r.sourceKey().equals(e.source().sourceKey()));
                file.records.add(SourceLine.of(e.source()));
            }
            case IntakeEvent.CaseMerged e -> {
                if (e.masterId().equals(file.caseId)) {
                    e.sources().forEach(s -> file.records.add(SourceLine.of(s)));
                    file.absorbed.add(e.absorbedNo());
                } else {
                    file.intake = CaseState.MERGED;
                }
            }
            case IntakeEvent.CancelRequested e -> {}
        }
    }
}
