/**
 * 研 交 督 and the answer: grades an accepted case, routes it to one lead unit, keeps its order and
 * its clock, accepts the result and answers every source.
 *
 * <p>Topics in: {@code intake.events.v1}, {@code mediation.events.v1}, {@code risk.events.v1},
 * {@code department.<unit>.replies.v1}. Topics out: {@code dispatch.events.v1}, {@code
 * department.<unit>.v1}, {@code feedback.<system>.v1}, {@code reference.v1}. Tables owned: {@code
 * assignment}, {@code work_order}, {@code order_text}, {@code feedback}, {@code timer}, {@code
 * idempotency} and those of libs/outbox.
 */
@NullMarked
package org.fengqiao.dispatch;

import org.jspecify.annotations.NullMarked;
