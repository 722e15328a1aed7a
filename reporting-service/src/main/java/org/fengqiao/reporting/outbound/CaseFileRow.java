package org.fengqiao.reporting.outbound;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.NullUnmarked;

/** The row of a case file. */
@Entity
@Table(name = "case_file")
@NullUnmarked // filled by Hibernate
class CaseFileRow {

    @Id
    @Column(name = "case_id")
    UUID caseId;

    @Column(name = "case_no")
    String caseNo;

    @Column(name = "case_code")
    String caseCode;

    @Column(name = "region_code")
    String regionCode;

    @Column(name = "title")
    String title;

    @Column(name = "category")
    String category;

    @Column(name = "state")
    String state;

    @Column(name = "stage")
    String stage;

    @Column(name = "risk")
    String risk;

    @Column(name = "secrecy")
    String secrecy;

    @Column(name = "unit")
    String unit;

    @Column(name = "registered_at")
    Instant registeredAt;

    @Column(name = "issued_at")
    Instant issuedAt;

    @Column(name = "due_at")
    Instant dueAt;

    @Column(name = "closed_at")
    Instant closedAt;

    @Column(name = "as_of")
    Instant asOf;

    @Column(name = "source")
    String source;

    @Column(name = "level")
    String level;

    @Column(name = "demo")
    boolean demo;

    @Column(name = "ended")
    boolean ended;

    @Column(name = "yellow_at")
    Instant yellowAt;

    @Column(name = "red_at")
    Instant redAt;

    @Column(name = "body")
    String body;

    @Version
    @Column(name = "version")
    long version;
}
