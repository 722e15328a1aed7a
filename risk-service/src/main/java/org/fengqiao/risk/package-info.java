/**
 * Risk: assesses every case by signals and hard rules, keeps the 24-hour control of red cases;
 * dispatch and mediation obey.
 *
 * <p>Topic in: {@code intake.events.v1}. Topic out: {@code risk.events.v1}. Tables owned: {@code
 * risk_case} and those of libs/outbox. A projection with rules, not a lifecycle.
 */
@NullMarked
package org.fengqiao.risk;

import org.jspecify.annotations.NullMarked;
