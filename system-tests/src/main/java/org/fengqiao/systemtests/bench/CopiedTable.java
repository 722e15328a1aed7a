package org.fengqiao.systemtests.bench;

import java.util.List;

/**
 * A table whose rows belong to a case.
 *
 * @param where finds them; one parameter, the case id
 */
record CopiedTable(String database, String name, String where) {

    private static final String OF_CASE = "case_id = cast(? as uuid)";

    /**
     * What a case leaves behind in each database. Not copied: timers, outbox and waiting events (a
     * stored case must set nothing going), and the services' journals, which nothing reads while a
     * case is worked on and which would be four fifths of the bytes.
     */
    static final List<CopiedTable> ALL =
            List.of(
                    of("intake", "receipt"),
                    new CopiedTable(
                            "intake",
                            "raw_record",
                            "receipt_id in (select receipt_id from receipt where " + OF_CASE + ")"),
                    of("intake", "registration"),
                    of("intake", "case_record"),
                    of("intake", "party"),
                    of("intake", "recognition_key"),
                    new CopiedTable(
                            "intake",
                            "answer",
                            "(system, source_key) in (select system, source_key from case_record where "
                                    + OF_CASE
                                    + ")"),
                    of("intake", "case_cursor"),
                    of("dispatch", "assignment"),
                    of("dispatch", "work_order"),
                    new CopiedTable(
                            "dispatch",
                            "order_text",
                            "order_no in (select order_no from work_order where " + OF_CASE + ")"),
                    of("dispatch", "feedback"),
                    of("dispatch", "case_cursor"),
                    // The units' queues; what the sources were told is dropped after 90 days.
                    new CopiedTable(
                            "dispatch",
                            "stream_entry",
                            "stream like 'department.%' and subject in (select order_no from work_order where "
                                    + OF_CASE
                                    + ")"),
                    of("mediation", "resolution"),
                    of("mediation", "case_cursor"),
                    of("risk", "risk_case"),
                    of("risk", "case_cursor"),
                    of("reporting", "case_file"),
                    of("reporting", "case_title"),
                    of("reporting", "case_journal"),
                    of("reporting", "case_cursor"));

    private static CopiedTable of(String database, String name) {
        return new CopiedTable(database, name, OF_CASE);
    }

    static List<CopiedTable> in(String database) {
        return ALL.stream().filter(t -> t.database().equals(database)).toList();
    }
}
