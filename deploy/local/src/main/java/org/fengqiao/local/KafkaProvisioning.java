package org.fengqiao.local;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialAlteration;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.Resource;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/**
 * Brings a broker to a {@link LocalTopology}: adds what is missing, leaves alone what others have
 * added since.
 */
final class KafkaProvisioning {

    private static final ScramCredentialInfo SCRAM =
            new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, 4096);

    private KafkaProvisioning() {}

    static void apply(Admin admin, LocalTopology topology)
            throws ExecutionException, InterruptedException {
        createMissingTopics(admin, topology);
        createMissingUsers(admin, topology);
        createMissingRights(admin, topology);
    }

    /** The same with given passwords, which replace those there were; nobody else gets one. */
    static void apply(Admin admin, LocalTopology topology, Map<String, String> passwords)
            throws ExecutionException, InterruptedException {
        createMissingTopics(admin, topology);
        List<UserScramCredentialAlteration> users = new ArrayList<>();
        passwords.forEach(
                (user, password) ->
                        users.add(new UserScramCredentialUpsertion(user, SCRAM, password)));
        admin.alterUserScramCredentials(users).all().get();
        createMissingRights(admin, topology);
    }

    private static void createMissingTopics(Admin admin, LocalTopology topology)
            throws ExecutionException, InterruptedException {
        Set<String> present = admin.listTopics().names().get();
        List<NewTopic> missing = new ArrayList<>();
        for (LocalTopology.Topic topic : topology.topics()) {
            if (!present.contains(topic.name())) {
                missing.add(
                        new NewTopic(topic.name(), topic.partitions(), (short) 1)
                                .configs(topic.config()));
            }
        }
        if (!missing.isEmpty()) {
            admin.createTopics(missing).all().get();
        }
    }

    private static void createMissingUsers(Admin admin, LocalTopology topology)
            throws ExecutionException, InterruptedException {
        Set<String> present =
                new java.util.HashSet<>(admin.describeUserScramCredentials().users().get());
        List<UserScramCredentialAlteration> missing =
                topology.users().stream()
                        .filter(user -> !present.contains(user))
                        .<UserScramCredentialAlteration>map(
                                user -> new UserScramCredentialUpsertion(user, SCRAM, user))
                        .toList();
        if (!missing.isEmpty()) {
            admin.alterUserScramCredentials(missing).all().get();
        }
    }

    private static void createMissingRights(Admin admin, LocalTopology topology)
            throws ExecutionException, InterruptedException {
        Set<AclBinding> wanted =
                topology.grants().stream()
                        .map(KafkaProvisioning::binding)
                        .collect(Collectors.toSet());
        // An idempotent producer asks for a producer id, which is a right on the cluster.
        topology.users().forEach(user -> wanted.add(idempotentWrite(user)));
        wanted.removeAll(admin.describeAcls(AclBindingFilter.ANY).values().get());
        if (!wanted.isEmpty()) {
            admin.createAcls(wanted).all().get();
        }
    }

    private static AclBinding binding(LocalTopology.Grant grant) {
        ResourceType type =
                switch (grant.target()) {
                    case TOPIC -> ResourceType.TOPIC;
                    case GROUP -> ResourceType.GROUP;
                };
        AclOperation operation =
                switch (grant.operation()) {
                    case READ -> AclOperation.READ;
                    case WRITE -> AclOperation.WRITE;
                };
        PatternType pattern = grant.prefix() ? PatternType.PREFIXED : PatternType.LITERAL;
        return new AclBinding(
                new ResourcePattern(type, grant.name(), pattern), allow(grant.user(), operation));
    }

    private static AclBinding idempotentWrite(String user) {
        ResourcePattern cluster =
                new ResourcePattern(
                        ResourceType.CLUSTER, Resource.CLUSTER_NAME, PatternType.LITERAL);
        return new AclBinding(cluster, allow(user, AclOperation.IDEMPOTENT_WRITE));
    }

    private static AccessControlEntry allow(String user, AclOperation operation) {
        return new AccessControlEntry("User:" + user, "*", operation, AclPermissionType.ALLOW);
    }

    /** Client settings of {@code user} at {@code bootstrap}; the password is the user's name. */
    static Map<String, Object> client(String bootstrap, String user) {
        Map<String, Object> settings = new HashMap<>();
        settings.put("bootstrap.servers", bootstrap);
        settings.put("security.protocol", "SASL_PLAINTEXT");
        settings.put("sasl.mechanism", "SCRAM-SHA-512");
        settings.put("sasl.jaas.config", LocalKafka.login(user));
        return settings;
    }
}
