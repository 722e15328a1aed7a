package org.fengqiao.systemtests.bench;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Everything a run shows; the table and the JSON say the same.
 *
 * @param due records that were due
 * @param acceptedPerSecond while the load ran
 * @param closed records whose source was told of the visit
 * @param closedPerSecond until the last of them
 * @param receipts by state
 * @param errors answers that were none, or not as asked; each was asked again
 * @param rounds of chaos
 * @param steps of a spike
 * @param stored cases stored before the load; null where that was not asked for
 * @param screens how fast lists, board, queues and ledgers answer
 */
record Figures(
        String mode,
        String doors,
        double rate,
        long seed,
        int due,
        int accepted,
        double acceptedPerSecond,
        int closed,
        double closedPerSecond,
        List<Percentiles> hops,
        Meter.Costs costs,
        Map<String, Long> receipts,
        Map<String, Integer> errors,
        List<Chaos.Round> rounds,
        List<Spike.Step> steps,
        Preload.@Nullable Done stored,
        List<Percentiles> screens,
        Balance balance) {}
