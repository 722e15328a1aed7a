package org.fengqiao.contracts;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What every case event says about its case and its cause.
 *
 * @param caseId the event's key; ids never move, also after a merge
 * @param caseNo case number (案件编号), {@code ZZ} + region + date + serial + check digit
 * @param sequence 1, 2, 3 … per owner and case, without gaps
 * @param originCaseId the case under which the matter was opened; equals {@code caseId} unless
 *     merged
 * @param masterCaseId the surviving case after a merge (并案), otherwise null
 * @param regionCode 12-digit division code (属地区划)
 * @param at when it happened, UTC, on the platform clock
 * @param actor who did it; a person, a machine client or the platform itself
 * @param rule id of the rule or policy that decided, when the platform decided
 */
public record CaseHeader(
        UUID caseId,
        String caseNo,
        long sequence,
        UUID originCaseId,
        @Nullable UUID masterCaseId,
        String regionCode,
        Instant at,
        Actor actor,
        @Nullable String rule) {}
