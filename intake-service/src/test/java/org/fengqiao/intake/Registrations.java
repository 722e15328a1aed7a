package org.fengqiao.intake;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.fengqiao.contracts.Actor;
import org.fengqiao.contracts.Explanation;
import org.fengqiao.contracts.Flag;
import org.fengqiao.contracts.MatterKind;
import org.fengqiao.contracts.RefusalReason;
import org.fengqiao.contracts.Secrecy;
import org.fengqiao.contracts.SourceRecord;
import org.fengqiao.contracts.SourceSystem;
import org.fengqiao.intake.RegistrationCommand.Register;

/** Registrations as sentences. */
public final class Registrations {

    public static final Instant NOON = Instant.parse("2025-11-04T04:00:00Z");
    public static final Actor WINDOW = new Actor("window-520527", "520527-ZZ", "window");
    public static final Actor APPROVER = new Actor("leader-520527", "520527-ZZ", "unit-leader");
    public static final CaseIdentity CASE = identity(2, NOON);
    public static final CaseIdentity EARLIER = identity(1, NOON.minusSeconds(3600));
    public static final CaseIdentity LATER = identity(3, NOON.plusSeconds(3600));
    public static final IntakePolicy POLICY = new IntakePolicy(true, Set.of("520527"));
    public static final UUID MERGE = new UUID(9, 9);

    private Registrations() {}

    public static CaseIdentity identity(int number, Instant registeredAt) {
        return new CaseIdentity(
                new UUID(0, number),
                CaseNumber.of("520527", java.time.LocalDate.of(2025, 11, 4), number).text(),
                "7K3MP9XQ2T4A",
                "520527002000",
                registeredAt);
    }

    public static Matter matter(Flag... flags) {
        return new Matter(
                "物业停水催费问题",
                "甲方称因房屋漏水未交物业费",
                MatterKind.DISPUTE,
                "1501",
                true,
                new Explanation("H12345-C-01", Map.of(), List.of(), 1),
                null,
                Set.of(flags),
                Secrecy.NORMAL,
                "zh-CN",
                1,
                new BigDecimal("3680.00"),
                null,
                true,
                List.of("k1"),
                null);
    }

    public static SourceRecord source(String version) {
        return new SourceRecord(
                SourceSystem.H12345,
                "QXN20251104093512008",
                version,
                new UUID(7, version.hashCode()),
                NOON,
                NOON,
                List.of(),
                Map.of(),
                false);
    }

    public static Register register(Matter matter, MergeCandidate... candidates) {
        List<MergeCandidate> list = List.of(candidates);
        return new Register(
                CASE,
                matter,
                source("1"),
                list,
                AutoAccept.objections(POLICY, CASE.regionCode(), matter, list),
                Actor.SYSTEM,
                NOON);
    }

    public static Registration.Registered registered(Flag... flags) {
        return (Registration.Registered)
                accepted(RegistrationRules.open(register(matter(flags)))).next();
    }

    public static Registration.Accepted acceptedCase(Flag... flags) {
        return registered(flags).accept("赫章受告〔2025〕1号", NOON);
    }

    public static Registration.Refused refusedCase() {
        return registered().refuse(RefusalReason.OTHER_REGION, "请向事发地提出", NOON);
    }

    public static Registration.Merged mergedCase() {
        return new Registration.Merged(CASE, matter(), List.of(source("1")), MERGE, EARLIER, NOON);
    }

    public static Registration.Cancelled cancelledCase() {
        return new Registration.Cancelled(CASE, matter(), List.of(source("1")), "SETTLED", NOON);
    }

    public static Decision.Accepted accepted(Decision decision) {
        return switch (decision) {
            case Decision.Accepted a -> a;
            case Decision.Refused r -> throw new AssertionError(r.refusal().text());
        };
    }

    public static Refusal refusal(Decision decision) {
        return switch (decision) {
            case Decision.Accepted a -> throw new AssertionError("accepted: " + a.next());
            case Decision.Refused r -> r.refusal();
        };
    }
}
