/**
 * 汇 (信息汇集): the records of the upstream systems become one registered, accepted case.
 *
 * <p>Reading starts at {@link org.fengqiao.intake.Registration}, the lifecycle; {@link
 * org.fengqiao.intake.RegistrationRules} decides. {@code inbound/adapter/} reads the native records
 * (one adapter per system), {@code reception/} tells new from known, {@code lexicon/} sets the
 * CL-09 flags, {@code mapping/} finds the CL-02 category.
 *
 * <p>Topics in: {@code source.<system>.v1}, {@code intake.received.v1}, {@code dispatch.events.v1},
 * {@code reference.v1}. Topics out: {@code intake.received.v1}, {@code intake.events.v1}, {@code
 * intake.dead-letter.v1}. Tables: receipt, raw_record, quarantine, door_tally, door_offset,
 * registration, case_record, party, recognition_key, contact_access, serial, answer, and those of
 * libs/outbox.
 */
@NullMarked
package org.fengqiao.intake;

import org.jspecify.annotations.NullMarked;
