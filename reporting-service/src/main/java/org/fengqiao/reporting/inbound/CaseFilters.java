package org.fengqiao.reporting.inbound;

import jakarta.ws.rs.QueryParam;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.fengqiao.clock.Zones;
import org.fengqiao.contracts.Light;
import org.fengqiao.edge.Problem;
import org.fengqiao.edge.ProblemException;
import org.fengqiao.reporting.outbound.CaseFilter;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;

/**
 * The filters of a list as they stand in the address; days are Shanghai days, {@code to} included.
 */
@NullUnmarked // filled by the HTTP layer
public class CaseFilters {

    private static final int LONGEST_TEXT = 100;

    @QueryParam("region")
    public String region;

    @QueryParam("stage")
    public String stage;

    @QueryParam("category")
    public String category;

    @QueryParam("risk")
    public String risk;

    @QueryParam("light")
    public String light;

    @QueryParam("source")
    public String source;

    @QueryParam("unit")
    public String unit;

    @QueryParam("from")
    public String from;

    @QueryParam("to")
    public String to;

    @QueryParam("q")
    public String text;

    @QueryParam("demo")
    public String demo;

    CaseFilter read() {
        LocalDate first = day(from, "from");
        LocalDate last = day(to, "to");
        String q = given(text);
        if (q != null && q.length() > LONGEST_TEXT) {
            throw invalid("q", "最多 " + LONGEST_TEXT + " 字");
        }
        return new CaseFilter(
                given(region),
                given(stage),
                given(category),
                given(risk),
                light(),
                given(source),
                given(unit),
                first == null ? null : Zones.startOf(first),
                last == null ? null : Zones.endOf(last),
                q,
                given(demo) == null ? null : Boolean.valueOf(demo));
    }

    private @Nullable Light light() {
        if (given(light) == null) {
            return null;
        }
        return Arrays.stream(Light.values())
                .filter(l -> l.name().equals(light))
                .findFirst()
                .orElseThrow(() -> invalid("light", "应为以下之一:" + Arrays.toString(Light.values())));
    }

    private static @Nullable LocalDate day(@Nullable String text, String name) {
        try {
            return given(text) == null ? null : LocalDate.parse(text);
        } catch (DateTimeException e) {
            throw invalid(name, "日期格式 2026-11-30");
        }
    }

    private static @Nullable String given(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }

    private static ProblemException invalid(String name, String expectation) {
        return Problem.of(422, "invalid-request", "请求内容有误", "参数 " + name + " " + expectation)
                .withErrors(List.of(new Problem.FieldError("/" + name, expectation)))
                .asException();
    }
}
