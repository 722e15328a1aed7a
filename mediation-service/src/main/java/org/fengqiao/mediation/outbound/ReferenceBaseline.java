package org.fengqiao.mediation.outbound;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.fengqiao.clock.Limit;
import org.fengqiao.clock.WorkCalendar;
import org.fengqiao.contracts.EventTypes;
import org.fengqiao.mediation.Limits;
import org.fengqiao.mediation.MediationRules;

/**
 * Reference baseline version 0 from {@code contracts}: time limits and the working-day calendar.
 */
@ApplicationScoped
public class ReferenceBaseline {

    private static final String FOLDER = "/reference/v0/";

    @Produces
    @Singleton
    public MediationRules rules() {
        try (BufferedReader rows = open("time-limits.csv");
                BufferedReader calendar = open("calendar.csv")) {
            Map<String, Limit> byRule = new HashMap<>();
            rows.lines()
                    .skip(1)
                    .map(l -> l.split(",", -1))
                    .forEach(
                            r ->
                                    byRule.put(
                                            r[0],
                                            new Limit(
                                                    Integer.parseInt(r[1]),
                                                    Limit.Unit.valueOf(r[2]),
                                                    Limit.Roll.valueOf(r[3]))));
            return new MediationRules(new Limits(byRule, WorkCalendar.readCsv(calendar)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static BufferedReader open(String file) {
        InputStream in = EventTypes.class.getResourceAsStream(FOLDER + file);
        if (in == null) {
            throw new IllegalStateException("reference baseline lacks " + file);
        }
        return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
    }
}
