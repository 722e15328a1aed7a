package org.fengqiao.contracts;

/**
 * Topic and stream names of INTERFACES §6. A stream of a unit or source has the same name with and
 * without Kafka.
 */
public final class Topics {

    public static final String INTAKE_RECEIVED = "intake.received.v1";
    public static final String INTAKE_EVENTS = "intake.events.v1";
    public static final String DISPATCH_EVENTS = "dispatch.events.v1";
    public static final String MEDIATION_EVENTS = "mediation.events.v1";
    public static final String RISK_EVENTS = "risk.events.v1";
    public static final String REFERENCE = "reference.v1";

    private Topics() {}

    public static String source(SourceSystem system) {
        return "source." + system.wireName() + ".v1";
    }

    public static String feedback(SourceSystem system) {
        return "feedback." + system.wireName() + ".v1";
    }

    public static String department(String unit) {
        return "department." + unit + ".v1";
    }

    public static String departmentReplies(String unit) {
        return "department." + unit + ".replies.v1";
    }

    public static String deadLetter(String service) {
        return service + ".dead-letter.v1";
    }
}
