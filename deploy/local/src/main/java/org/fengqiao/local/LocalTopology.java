package org.fengqiao.local;

import static org.fengqiao.local.LocalTopology.Grant.Operation.READ;
import static org.fengqiao.local.LocalTopology.Grant.Operation.WRITE;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Topics, users and rights of the local broker (INTERFACES §1 and §6). The broker denies whatever
 * is not granted here and creates no topic by itself. Every user's password is its name.
 */
public record LocalTopology(List<Topic> topics, List<String> users, List<Grant> grants) {

    /** The services that own an event topic or project the topics of others. */
    public static final List<String> SERVICES =
            List.of("intake", "dispatch", "mediation", "risk", "reporting");

    private static final String REFERENCE = "reference.v1";

    /** A topic to exist; {@code config} are Kafka's topic settings. */
    public record Topic(String name, int partitions, Map<String, String> config) {
        public Topic {
            config = Map.copyOf(config);
        }
    }

    /**
     * {@code user} may do {@code operation} on a topic or a consumer group, named exactly or by
     * prefix.
     */
    public record Grant(
            String user, Operation operation, Target target, String name, boolean prefix) {

        /** What a client may do; on a group only reading exists. */
        public enum Operation {
            READ,
            WRITE
        }

        /** What the right is about. */
        public enum Target {
            TOPIC,
            GROUP
        }
    }

    public LocalTopology {
        topics = List.copyOf(topics);
        users = List.copyOf(users);
        grants = List.copyOf(grants);
    }

    /**
     * The platform as INTERFACES §6 describes it: 12 partitions where cases spread, every Kafka
     * unit's queue.
     */
    public static LocalTopology platform() {
        return of(12, SeedUnits.onKafka(), "compact");
    }

    /**
     * The same rights with fewer partitions and two departments, so that a test's broker starts
     * faster; the reference topic may be emptied between tests, which Kafka refuses where a topic
     * is only compacted.
     */
    public static LocalTopology small() {
        return of(3, List.of("520527-HOUSING", "520527-COURT"), "compact,delete");
    }

    private static LocalTopology of(int partitions, List<String> units, String referenceCleanup) {
        List<Topic> topics = new ArrayList<>();
        List<String> users = new ArrayList<>(SERVICES);
        List<Grant> grants = new ArrayList<>();

        for (String system : SeedUnits.SYSTEMS) {
            String client = "source-" + system;
            String source = "source." + system + ".v1";
            String feedback = "feedback." + system + ".v1";
            topics.add(kept(source, partitions, Duration.ofDays(35)));
            // One partition: what a source reads on Kafka has the order of the positions it sees
            // over HTTP.
            topics.add(kept(feedback, 1, Duration.ofDays(35)));
            users.add(client);
            grants.addAll(
                    List.of(
                            on(client, WRITE, source),
                            on(client, READ, feedback),
                            ownGroups(client)));
        }
        for (String unit : units) {
            String client = "dept-" + unit;
            String queue = "department." + unit + ".v1";
            String replies = "department." + unit + ".replies.v1";
            topics.add(kept(queue, 1, Duration.ofDays(7)));
            topics.add(kept(replies, 1, Duration.ofDays(7)));
            users.add(client);
            grants.addAll(
                    List.of(
                            on(client, READ, queue),
                            on(client, WRITE, replies),
                            ownGroups(client)));
        }
        topics.add(kept("intake.received.v1", partitions, Duration.ofDays(35)));
        for (String owner : List.of("intake", "dispatch", "mediation", "risk")) {
            topics.add(kept(owner + ".events.v1", partitions, Duration.ofDays(90)));
        }
        for (String service : SERVICES) {
            topics.add(kept(service + ".dead-letter.v1", 1, Duration.ofDays(90)));
        }
        topics.add(new Topic(REFERENCE, 1, Map.of("cleanup.policy", referenceCleanup)));
        SERVICES.forEach(service -> grants.addAll(rightsOf(service)));
        return new LocalTopology(topics, users, grants);
    }

    /** What each service lists in its package-info. */
    private static List<Grant> rightsOf(String service) {
        List<Grant> rights = new ArrayList<>();
        rights.add(ownGroups(service));
        rights.add(on(service, WRITE, service + ".dead-letter.v1"));
        rights.add(on(service, READ, REFERENCE));
        switch (service) {
            case "intake" -> {
                rights.add(onAll(service, WRITE, "intake."));
                rights.add(onAll(service, READ, "source."));
                rights.add(on(service, READ, "intake.received.v1"));
                rights.addAll(events(service, "dispatch"));
            }
            case "dispatch" -> {
                rights.add(on(service, WRITE, "dispatch.events.v1"));
                rights.add(onAll(service, WRITE, "department."));
                rights.add(onAll(service, WRITE, "feedback."));
                rights.add(on(service, WRITE, REFERENCE));
                rights.add(onAll(service, READ, "department."));
                rights.addAll(events(service, "intake", "mediation", "risk"));
            }
            case "mediation" -> {
                rights.add(on(service, WRITE, "mediation.events.v1"));
                rights.addAll(events(service, "intake", "dispatch", "risk"));
            }
            case "risk" -> {
                rights.add(on(service, WRITE, "risk.events.v1"));
                rights.addAll(events(service, "intake", "dispatch", "mediation"));
            }
            case "reporting" ->
                    rights.addAll(events(service, "intake", "dispatch", "mediation", "risk"));
            default ->
                    throw new IllegalArgumentException("Not a service of the platform: " + service);
        }
        return rights;
    }

    private static List<Grant> events(String reader, String... owners) {
        return List.of(owners).stream()
                .map(owner -> on(reader, READ, owner + ".events.v1"))
                .toList();
    }

    private static Topic kept(String name, int partitions, Duration retention) {
        return new Topic(
                name, partitions, Map.of("retention.ms", Long.toString(retention.toMillis())));
    }

    private static Grant on(String user, Grant.Operation operation, String topic) {
        return new Grant(user, operation, Grant.Target.TOPIC, topic, false);
    }

    private static Grant onAll(String user, Grant.Operation operation, String prefix) {
        return new Grant(user, operation, Grant.Target.TOPIC, prefix, true);
    }

    private static Grant ownGroups(String user) {
        return new Grant(user, READ, Grant.Target.GROUP, user, true);
    }
}
