package org.fengqiao.simulators;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.fengqiao.simulators.Outside.Answer;

/** Finds the demo's cases where the platform lists them: the demo itself keeps nothing. */
final class OpenCases {

    /** Nothing happens to these by themselves any more. */
    private static final Set<String> ENDED =
            Set.of("REFUSED", "CLOSED", "ARCHIVED", "CONCLUDED", "MERGED", "CANCELLED");

    private static final List<String> STAGES =
            List.of("HUI", "YAN", "JIAO", "BAN", "DU", "JIE", "PING");
    private static final String LIST = "/api/cases?demo=true&limit=%d";
    private static final int NEWEST = 40;
    private static final int MOST = 200;

    private final Staff staff;

    OpenCases(Staff staff) {
        this.staff = staff;
    }

    /** A case in a list. */
    record Found(String caseNo, String county, String state, String unit) {}

    /** Open ones among the newest of a county. */
    List<Found> newest(String county) {
        return read(county, LIST.formatted(NEWEST)).open();
    }

    /** Open ones of a county: of each stage the newest two hundred, more than are ever open. */
    List<Found> all(String county) {
        List<Found> found = new ArrayList<>();
        for (String stage : STAGES) {
            found.addAll(read(county, LIST.formatted(MOST) + "&stage=" + stage).open());
        }
        return found;
    }

    /** Closed ones of a county that are not archived, because something is still to be paid. */
    List<Found> owing(String county) {
        List<Found> found = new ArrayList<>();
        String path = LIST.formatted(MOST) + "&stage=PING";
        while (!path.isEmpty()) {
            Page page = read(county, path);
            page.items().stream().filter(i -> i.state().equals("CLOSED")).forEach(found::add);
            path = page.next();
        }
        return found;
    }

    private record Page(List<Found> items, String next) {

        List<Found> open() {
            return items.stream().filter(i -> !ENDED.contains(i.state())).toList();
        }
    }

    private Page read(String county, String path) {
        Answer answer = staff.read("dispatcher-" + county, path);
        if (!answer.isOk()) {
            throw new Staff.Away(path, answer.status());
        }
        List<Found> items = new ArrayList<>();
        for (JsonNode item : answer.body()) {
            items.add(
                    new Found(
                            item.path("caseNo").asText(),
                            county,
                            item.path("state").asText(),
                            item.path("unit").asText("")));
        }
        return new Page(items, answer.next());
    }
}
