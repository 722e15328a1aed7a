package org.fengqiao.reporting;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.fengqiao.clock.Zones;
import org.jspecify.annotations.Nullable;

/**
 * What a batch changed of the counts that screens show: each case leaves the cells it was in and
 * enters those it is in now. A sum over cells equals a count over cases (migration V004 counts the
 * same way).
 */
public final class CaseTally {

    private static final int LEVEL_1 = 2;

    private final Map<Cell, Long> changes = new LinkedHashMap<>();

    /** A case changed; {@code before} is null for a new one. */
    public void moved(@Nullable CaseSummary before, CaseSummary after) {
        if (before != null) {
            cells(before).forEach(cell -> changes.merge(cell, -1L, Long::sum));
        }
        cells(after).forEach(cell -> changes.merge(cell, 1L, Long::sum));
    }

    /** Cells whose count is another one now, with the difference. */
    public List<Map.Entry<Cell, Long>> changes() {
        return changes.entrySet().stream().filter(e -> e.getValue() != 0).toList();
    }

    private static List<Cell> cells(CaseSummary s) {
        List<Cell> cells = new ArrayList<>();
        String stage = s.state().stage().name();
        cells.add(cell(s, s.state().ended() ? Kind.ENDED : Kind.OPEN, stage, s.risk().name()));
        String group = s.category().substring(0, Math.min(LEVEL_1, s.category().length()));
        cells.add(cell(s, Kind.FLOW, s.source(), group));
        cells.add(day(s, Kind.REGISTERED, s.registeredAt()));
        if (s.dueAt() != null) {
            cells.add(cell(s, Kind.TIMED, stage, ""));
        }
        if (s.level() != null) {
            cells.add(cell(s, Kind.LEVEL, s.level().name(), ""));
        }
        if (s.closedAt() != null) {
            cells.add(day(s, Kind.CLOSED, s.closedAt()));
        }
        return cells;
    }

    private static Cell cell(CaseSummary s, Kind kind, String a, String b) {
        return new Cell(
                kind, a, b, s.regionCode(), Objects.requireNonNullElse(s.unit(), ""), s.secrecy());
    }

    /** Days are counted for regions only: with units there would be as many cells as cases. */
    private static Cell day(CaseSummary s, Kind kind, Instant at) {
        return new Cell(kind, Zones.dateOf(at).toString(), "", s.regionCode(), "", s.secrecy());
    }

    /** What is counted; see the migration for what {@code a} and {@code b} are. */
    public enum Kind {
        OPEN,
        ENDED,
        TIMED,
        FLOW,
        LEVEL,
        REGISTERED,
        CLOSED
    }

    /** One count, within what region, unit and secrecy let a caller see. */
    public record Cell(
            Kind kind, String a, String b, String regionCode, String unit, String secrecy) {}
}
