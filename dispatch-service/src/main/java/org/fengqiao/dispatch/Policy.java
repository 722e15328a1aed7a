package org.fengqiao.dispatch;

import java.time.Duration;

/**
 * Automation switches of dispatch.
 *
 * @param autoTriage unflagged accepted cases are triaged and ordered by the table
 * @param autoAcceptResult results of cases that are neither red nor critical are accepted
 * @param maxReturns the return after this many is refused
 * @param riskWait how long a flagged case waits for its assessment
 */
public record Policy(
        boolean autoTriage, boolean autoAcceptResult, int maxReturns, Duration riskWait) {}
