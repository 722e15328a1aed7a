package org.fengqiao.intake;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.fengqiao.contracts.Actor;
import org.fengqiao.contracts.Flag;
import org.fengqiao.contracts.RefusalReason;
import org.fengqiao.contracts.SourceRecord;
import org.jspecify.annotations.Nullable;

/** What happened to a {@link Registration}; private to intake, published as contract events. */
public sealed interface RegistrationEvent {

    Actor by();

    Instant at();

    /** The rule that decided, null when a person did. */
    @Nullable String rule();

    record CaseRegistered(
            CaseIdentity identity, Matter matter, SourceRecord source, Actor by, Instant at)
            implements RegistrationEvent {
        @Override
        public String rule() {
            return "register/v0";
        }
    }

    record CaseAccepted(String noticeNo, Actor by, Instant at, @Nullable String rule)
            implements RegistrationEvent {}

    record CaseRefused(
            RefusalReason reason, String advice, @Nullable Actor approvedBy, Actor by, Instant at)
            implements RegistrationEvent {
        @Override
        public @Nullable String rule() {
            return null;
        }
    }

    record SourceRecordLinked(SourceRecord source, Set<Flag> flags, Actor by, Instant at)
            implements RegistrationEvent {
        @Override
        public String rule() {
            return "link.same-key/v0";
        }
    }

    /** The same fact under both case ids: the absorbed case's and the master's. */
    record CaseMerged(
            UUID mergeId,
            CaseIdentity master,
            CaseIdentity absorbed,
            List<SourceRecord> sources,
            Set<Flag> flags,
            Actor by,
            Instant at)
            implements RegistrationEvent {
        @Override
        public @Nullable String rule() {
            return null;
        }
    }

    record CancelRequested(String reasonCode, @Nullable Actor approvedBy, Actor by, Instant at)
            implements RegistrationEvent {
        @Override
        public @Nullable String rule() {
            return null;
        }
    }
}
