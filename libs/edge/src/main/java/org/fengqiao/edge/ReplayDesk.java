package org.fengqiao.edge;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.fengqiao.outbox.Arrival;
import org.fengqiao.outbox.WaitingDesk;
import org.fengqiao.outbox.WaitingDesk.Outcome;
import org.fengqiao.outbox.WaitingDesk.Place;
import org.fengqiao.outbox.WaitingDesk.Ruling;
import org.fengqiao.outbox.WaitingDesk.WaitingEvent;
import org.jspecify.annotations.Nullable;

/**
 * 重放台: the waiting events of a service, for the people who run it. Every decision needs a reason
 * and is kept.
 */
@RequestScoped
public class ReplayDesk {

    private static final int MOST = 500;
    private static final int LONGEST = 200;

    private final WaitingDesk waiting;
    private final Callers callers;
    private final Clock clock;

    @Inject
    public ReplayDesk(WaitingDesk waiting, Callers callers, Clock clock) {
        this.waiting = waiting;
        this.callers = callers;
        this.clock = clock;
    }

    /** Why somebody replays or skips. */
    public record Reason(@Nullable String reason) {}

    /** What became of it. */
    public record Decided(Outcome outcome) {}

    /** What waits in the caller's region, and what names no region; the oldest first. */
    public Uni<List<WaitingEvent>> list() {
        Caller caller = callers.current();
        return waiting.list(false, MOST)
                .map(
                        events ->
                                events.stream()
                                        .filter(
                                                e ->
                                                        e.regionCode().isEmpty()
                                                                || caller.sees(e.regionCode()))
                                        .toList());
    }

    /** Tries a parked event again, and what waits behind it. */
    public Uni<Decided> replay(
            String caseId,
            String owner,
            long sequence,
            @Nullable Reason reason,
            Function<List<Arrival>, Uni<Void>> handler) {
        Ruling ruling = ruling(reason);
        return find(caseId, owner, sequence)
                .chain(place -> waiting.replay(place, ruling, handler))
                .map(ReplayDesk::decided);
    }

    /** Lets an event be, and tries what waits behind it. */
    public Uni<Decided> skip(
            String caseId,
            String owner,
            long sequence,
            @Nullable Reason reason,
            Function<List<Arrival>, Uni<Void>> handler) {
        Ruling ruling = ruling(reason);
        return find(caseId, owner, sequence)
                .chain(place -> waiting.skip(place, ruling, handler))
                .map(ReplayDesk::decided);
    }

    /** A case is in the caller's region if any of its waiting events is. */
    private Uni<Place> find(String caseId, String owner, long sequence) {
        return list().map(
                        events ->
                                events.stream()
                                        .filter(e -> e.caseId().toString().equals(caseId))
                                        .findFirst()
                                        .map(e -> new Place(owner, e.caseId(), sequence))
                                        .orElseThrow(ReplayDesk::notThere));
    }

    private Ruling ruling(@Nullable Reason body) {
        String reason = Optional.ofNullable(body).map(Reason::reason).map(String::strip).orElse("");
        if (reason.isEmpty() || reason.length() > LONGEST) {
            throw Problem.of(422, "reason-needed", "须说明理由", "/reason 应为 1–" + LONGEST + " 字的理由")
                    .asException();
        }
        return new Ruling(callers.current().actor("admin"), reason, clock.instant());
    }

    private static Decided decided(Outcome outcome) {
        if (outcome == Outcome.NOT_THERE) {
            throw notThere();
        }
        return new Decided(outcome);
    }

    private static ProblemException notThere() {
        return Problem.of(404, "no-such-event", "没有该等待事件", "该事件已处理,或尚不能跳过(前面还有事件)").asException();
    }
}
