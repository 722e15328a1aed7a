package org.fengqiao.reporting.inbound;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fengqiao.contracts.Light;
import org.fengqiao.reporting.Stage;
import org.fengqiao.reporting.outbound.CaseListItem;
import org.fengqiao.reporting.outbound.CountQueries.DayCount;
import org.fengqiao.reporting.outbound.CountQueries.Flow;
import org.fengqiao.reporting.outbound.CountQueries.LightCount;
import org.fengqiao.reporting.outbound.CountQueries.Named;
import org.fengqiao.reporting.outbound.CountQueries.StageCount;

/**
 * Live counts of the caller's scope.
 *
 * @param asOf the platform clock
 * @param total all cases
 * @param open those that are not ended
 * @param byStage all cases by where they stand, ended ones included
 * @param byRisk open cases
 * @param byLight open cases
 * @param stages open cases stage by stage
 */
public record Counts(
        Instant asOf,
        long total,
        long open,
        Map<String, Long> byStage,
        Map<String, Long> byRisk,
        Map<String, Long> byLight,
        List<StageLine> stages,
        Today today) {

    static Counts of(Instant now, List<StageCount> cells, List<LightCount> lights, DayCount today) {
        Map<String, Long> byStage = new LinkedHashMap<>();
        Map<String, Long> byRisk = new LinkedHashMap<>();
        long total = 0;
        for (StageCount cell : cells) {
            if (cell.kind().equals("TIMED")) {
                continue;
            }
            total += cell.n();
            byStage.merge(cell.stage(), cell.n(), Long::sum);
            if (cell.kind().equals("OPEN")) {
                byRisk.merge(cell.risk(), cell.n(), Long::sum);
            }
        }
        List<StageLine> stages =
                Arrays.stream(Stage.values())
                        .map(stage -> StageLine.of(stage.name(), cells, lights))
                        .toList();
        Map<String, Long> byLight = new LinkedHashMap<>();
        stages.forEach(s -> s.byLight().forEach((light, n) -> byLight.merge(light, n, Long::sum)));
        return new Counts(
                now,
                total,
                stages.stream().mapToLong(StageLine::open).sum(),
                byStage,
                byRisk,
                byLight,
                stages,
                new Today(today.registered(), today.closed()));
    }

    /** Open cases of one stage. */
    public record StageLine(String stage, long open, Map<String, Long> byLight) {

        static StageLine of(String stage, List<StageCount> cells, List<LightCount> lights) {
            long open = sum(cells, stage, "OPEN");
            long timed = sum(cells, stage, "TIMED");
            Map<String, Long> byLight = new LinkedHashMap<>();
            long notGreen = 0;
            for (LightCount light : lights) {
                if (light.stage().equals(stage)) {
                    byLight.put(light.light(), light.n());
                    notGreen += light.n();
                }
            }
            // Two statements, a moment apart: a difference below zero is such a moment.
            byLight.put(Light.LIGHT_GREEN.name(), Math.max(0, timed - notGreen));
            byLight.put(Light.LIGHT_NONE.name(), Math.max(0, open - timed));
            return new StageLine(stage, open, byLight);
        }

        private static long sum(List<StageCount> cells, String stage, String kind) {
            return cells.stream()
                    .filter(c -> c.kind().equals(kind) && c.stage().equals(stage))
                    .mapToLong(StageCount::n)
                    .sum();
        }
    }

    /** Since midnight, Asia/Shanghai. */
    public record Today(long registered, long closed) {}

    /** The board: open cases of each stage, the most urgent first. */
    public record Board(Counts counts, List<Column> columns) {}

    /** One stage of the board. */
    public record Column(String stage, List<CaseListItem> items) {}

    /** The command screen (指挥大屏). */
    public record Screen(
            Counts counts,
            List<Flow> flow,
            List<Named> levels,
            List<DayCount> trend,
            List<Named> regions,
            List<CaseListItem> alerts) {}

    /** Every day from the first to the last, also those without a case. */
    static List<DayCount> everyDay(List<DayCount> counted, LocalDate from, LocalDate to) {
        Map<LocalDate, DayCount> byDay = new LinkedHashMap<>();
        counted.forEach(d -> byDay.put(d.day(), d));
        List<DayCount> days = new ArrayList<>();
        for (LocalDate day = from; !day.isAfter(to); day = day.plusDays(1)) {
            days.add(byDay.getOrDefault(day, new DayCount(day, 0, 0)));
        }
        return days;
    }
}
