package org.fengqiao.intake.outbound;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.fengqiao.intake.Registration;

/** Registrations as the desk sees them, inside a region. */
@ApplicationScoped
public class RegistrationViews {

    private final Pool pool;

    RegistrationViews(Pool pool) {
        this.pool = pool;
    }

    /** A state and the version of its row. */
    public record Versioned(Registration state, long version) {}

    /**
     * Registrations that wait for a person, oldest first.
     *
     * @param regionPrefix never empty; an empty one sees nothing
     */
    public Uni<List<Versioned>> waiting(String regionPrefix, int limit) {
        return pool.preparedQuery(
                        """
                        select state, body, version from registration
                        where state = 'REGISTERED' and region_code like $1
                        order by registered_at limit $2
                        """)
                .execute(Tuple.of(regionPrefix + "%", limit))
                .map(
                        rows -> {
                            List<Versioned> waiting = new ArrayList<>();
                            rows.forEach(row -> waiting.add(versioned(row)));
                            return waiting;
                        });
    }

    /** One registration by case number, if it lies in the region. */
    public Uni<Optional<Versioned>> byNumber(String caseNo, String regionPrefix) {
        return pool.preparedQuery(
                        "select state, body, version from registration where case_no = $1 and region_code like $2")
                .execute(Tuple.of(caseNo, regionPrefix + "%"))
                .map(
                        rows ->
                                rows.size() == 0
                                        ? Optional.empty()
                                        : Optional.of(versioned(rows.iterator().next())));
    }

    private static Versioned versioned(Row row) {
        return new Versioned(
                Registrations.read(row.getString("state"), row.getString("body")),
                row.getLong("version"));
    }
}
