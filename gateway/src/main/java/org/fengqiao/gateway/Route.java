package org.fengqiao.gateway;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Which service owns a path. In order, the first that matches counts. */
enum Route {
    FEEDBACK("/sources/[a-z0-9]+/(feedback|webhook)", "dispatch"),
    SOURCES("/sources/.*", "intake"),
    DEPARTMENTS("/departments/.*", "dispatch"),
    CITIZENS("/public/.*", "reporting"),
    CASES("/api/(cases|counts|reference|reporting)(/.*)?", "reporting"),
    INTAKE("/api/intake/.*", "intake"),
    DISPATCH("/api/dispatch/.*", "dispatch"),
    MEDIATION("/api/mediation/.*", "mediation"),
    RISK("/api/risk/.*", "risk");

    /** Every service behind the gateway. */
    static final List<String> SERVICES =
            List.of("intake", "dispatch", "mediation", "risk", "reporting");

    private final java.util.regex.Pattern path;
    private final String service;

    Route(String path, String service) {
        this.path = java.util.regex.Pattern.compile(path);
        this.service = service;
    }

    String service() {
        return service;
    }

    static Optional<Route> of(String requestPath) {
        return Arrays.stream(values())
                .filter(r -> r.path.matcher(requestPath).matches())
                .findFirst();
    }
}
