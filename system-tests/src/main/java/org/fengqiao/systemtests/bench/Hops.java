package org.fengqiao.systemtests.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;

/** The way of a record in pieces; pieces that begin with "due" count from when it was due. */
final class Hops {

    private Hops() {}

    static List<Percentiles> of(List<Track> accepted, Units units, boolean lifecycle) {
        List<Percentiles> hops = new ArrayList<>();
        hops.add(Percentiles.of("due → accepted", accepted, t -> t.answered - t.due));
        if (!lifecycle) {
            return hops;
        }
        List<Track> ordered = accepted.stream().filter(t -> units.order(t).finished > 0).toList();
        List<Track> told = ordered.stream().filter(t -> t.finishedTold > 0).toList();
        List<Track> closed = told.stream().filter(t -> t.visitTold > 0).toList();
        add(hops, "due → order at its unit", ordered, t -> units.order(t).arrived - t.due);
        add(hops, "order → signed", ordered, t -> units.order(t).signed - units.order(t).arrived);
        add(
                hops,
                "signed → finished",
                ordered,
                t -> units.order(t).finished - units.order(t).signed);
        add(hops, "finished → source told", told, t -> t.finishedTold - units.order(t).finished);
        add(hops, "told → visit taken", closed, t -> t.visitPosted - t.finishedTold);
        add(hops, "visit → closed and told", closed, t -> t.visitTold - t.visitPosted);
        add(hops, "due → closed and told", closed, t -> t.visitTold - t.due);
        return hops;
    }

    private static void add(
            List<Percentiles> hops, String name, List<Track> of, ToLongFunction<Track> nanos) {
        hops.add(Percentiles.of(name, of, nanos));
    }
}
