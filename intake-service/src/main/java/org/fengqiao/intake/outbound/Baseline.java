package org.fengqiao.intake.outbound;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.fengqiao.intake.IntakePolicy;
import org.fengqiao.intake.mapping.CsvTable;

/** Reference baseline version 0 from {@code contracts}: the regions served and the policy. */
@ApplicationScoped
public class Baseline {

    @Produces
    @Singleton
    IntakePolicy policy() {
        Map<String, String> policy = CsvTable.pairs("/reference/v0/policy.csv");
        boolean autoAccept = Boolean.parseBoolean(policy.get("auto_accept"));
        return new IntakePolicy(
                autoAccept,
                CsvTable.read("/reference/v0/regions.csv").stream()
                        .filter(row -> "COUNTY".equals(row.get("level")))
                        .map(row -> Objects.requireNonNull(row.get("code")).substring(0, 6))
                        .collect(Collectors.toUnmodifiableSet()));
    }
}
