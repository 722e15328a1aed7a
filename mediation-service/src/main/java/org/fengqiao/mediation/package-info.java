/**
 * 办 结 评: carries a case from the lead order to an agreement or a result, plans and records the
 * visit, closes and archives.
 *
 * <p>Topics in: {@code intake.events.v1}, {@code dispatch.events.v1}, {@code risk.events.v1}. Topic
 * out: {@code mediation.events.v1}. Tables owned: {@code resolution}, {@code risk_seen}, {@code
 * timer} and those of libs/outbox.
 */
@NullMarked
package org.fengqiao.mediation;

import org.jspecify.annotations.NullMarked;
