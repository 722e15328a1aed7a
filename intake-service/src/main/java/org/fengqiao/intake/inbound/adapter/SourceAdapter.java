package org.fengqiao.intake.inbound.adapter;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.fengqiao.contracts.SourceSystem;
import org.fengqiao.intake.clue.Clue;
import org.fengqiao.intake.source.PayloadFormat;
import org.fengqiao.intake.source.RecordIdentity;
import org.fengqiao.intake.source.SourceVersion;
import org.jspecify.annotations.Nullable;

/**
 * One upstream system's native shape. To add a source, add one class here and one row of samples to
 * its test.
 */
public sealed interface SourceAdapter permits P110Adapter, H12345Adapter, CourtAdapter {

    /** Every system that is connected. */
    List<SourceAdapter> ALL = List.of(new P110Adapter(), new H12345Adapter(), new CourtAdapter());

    /** The adapter of a wire name, e.g. {@code p110}; empty for a system not connected. */
    static Optional<SourceAdapter> of(String wireName) {
        return ALL.stream().filter(a -> a.system().wireName().equals(wireName)).findFirst();
    }

    SourceSystem system();

    Set<PayloadFormat> formats();

    /** Lower-case names of root members that are transport header, not content. */
    Set<String> transportMembers();

    /** The object that holds the record's own fields. */
    Fields body(Fields payload);

    /** The record's key, empty with an error collected when it has none. */
    String key(Fields body);

    /** The version the payload itself carries, if the system has versions. */
    @Nullable SourceVersion version(Fields body);

    /** The clue; a stand-in when errors were collected. */
    Clue clue(Fields body, RecordIdentity identity);
}
