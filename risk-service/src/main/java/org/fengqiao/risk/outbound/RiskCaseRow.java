package org.fengqiao.risk.outbound;

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

/** The row of a case. */
@Entity
@Table(name = "risk_case")
@NullUnmarked // filled by Hibernate
class RiskCaseRow {

    @Id
    @Column(name = "case_id")
    UUID caseId;

    @Column(name = "case_no")
    String caseNo;

    @Column(name = "region_code")
    String regionCode;

    @Column(name = "category")
    String category;

    @Column(name = "flags")
    String flags;

    @Column(name = "involved_persons")
    int involvedPersons;

    @Column(name = "level")
    String level;

    @Column(name = "score")
    int score;

    @Column(name = "control")
    String control;

    @Column(name = "assessed_at")
    Instant assessedAt;

    @Embedded Story.Tail tail;

    @Version
    @Column(name = "version")
    long version;
}
