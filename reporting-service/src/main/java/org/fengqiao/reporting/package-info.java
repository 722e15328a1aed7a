/**
 * Reporting: the case file, its seven nodes 汇研交办督结评 and live counts, projected from the events of
 * all services.
 *
 * <p>Topics in: {@code intake.events.v1}, {@code dispatch.events.v1}, {@code mediation.events.v1},
 * {@code risk.events.v1}. Topics out: none. Tables owned: {@code case_file}, {@code case_title},
 * {@code case_tally}, {@code case_journal} and those of libs/outbox.
 */
@NullMarked
package org.fengqiao.reporting;

import org.jspecify.annotations.NullMarked;
