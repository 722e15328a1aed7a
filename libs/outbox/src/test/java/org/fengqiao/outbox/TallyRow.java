package org.fengqiao.outbox;

import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.util.UUID;

/** The smallest aggregate: how many events were applied to a case. */
@Entity
@Table(name = "tally")
class TallyRow {

    @Id
    @Column(name = "case_id")
    UUID caseId;

    @Column(name = "applied")
    int applied;

    @Embedded Story.Tail tail;

    @Version
    @Column(name = "version")
    long version;
}
