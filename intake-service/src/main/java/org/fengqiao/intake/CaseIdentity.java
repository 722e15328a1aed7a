package org.fengqiao.intake;

import java.time.Instant;
import java.util.UUID;

/**
 * What a case is called for ever; neither a merge nor a reopening moves any of it.
 *
 * @param regionCode 12-digit division code
 */
public record CaseIdentity(
        UUID caseId, String caseNo, String caseCode, String regionCode, Instant registeredAt) {}
