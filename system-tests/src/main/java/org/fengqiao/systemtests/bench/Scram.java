package org.fengqiao.systemtests.bench;

import java.util.HashMap;
import java.util.Map;

/** How a client comes to the broker: SCRAM, locally with its name as password. */
final class Scram {

    private Scram() {}

    static Map<String, Object> as(String user, String kafka) {
        Map<String, Object> settings = new HashMap<>();
        settings.put("bootstrap.servers", kafka);
        settings.put("security.protocol", "SASL_PLAINTEXT");
        settings.put("sasl.mechanism", "SCRAM-SHA-512");
        settings.put(
                "sasl.jaas.config",
                "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"%s\" password=\"%s\";"
                        .formatted(user, user));
        return settings;
    }
}
