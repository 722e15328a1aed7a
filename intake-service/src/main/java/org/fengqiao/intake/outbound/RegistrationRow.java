package org.fengqiao.intake.outbound;

import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.UUID;
import org.fengqiao.outbox.Story;
import org.jspecify.annotations.NullUnmarked;

/** The aggregate's row: what is queried as columns, the state as JSON, the end of its story. */
@Entity
@Table(name = "registration")
@NullUnmarked // filled by Hibernate
class RegistrationRow {

    @Id
    @Column(name = "case_id")
    UUID caseId;

    @Column(name = "case_no")
    String caseNo;

    @Column(name = "case_code")
    String caseCode;

    @Column(name = "region_code")
    String regionCode;

    @Column(name = "state")
    String state;

    @Column(name = "category")
    String category;

    @Column(name = "source_time")
    Instant sourceTime;

    @Column(name = "registered_at")
    Instant registeredAt;

    @Column(name = "body")
    String body;

    @Embedded Story.Tail tail;

    @Version
    @Column(name = "version")
    long version;
}
