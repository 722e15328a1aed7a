package org.fengqiao.local;

import static org.fengqiao.local.RealmClaims.ordered;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Writes {@code deploy/keycloak/fengqiao-realm.json}: the local realm with one person per role and
 * seed region, one mediator per mediation organisation ({@code mediator-520527-m001}) and one
 * machine client per source, department and service (INTERFACES §5). Every secret in it equals its
 * name, so nothing but a developer's machine may use it.
 */
public final class RealmFile {

    /**
     * The address of the console in the file; the launcher replaces it where the gateway has
     * another port.
     */
    static final String CONSOLE = "http://localhost:8080";

    /** Staff roles of INTERFACES §5. */
    static final List<String> STAFF =
            List.of(
                    "guide",
                    "window",
                    "dispatcher",
                    "dispatcher-lead",
                    "handler",
                    "unit-leader",
                    "mediator",
                    "expert",
                    "supervisor",
                    "visitor",
                    "risk-analyst",
                    "political-legal",
                    "leader",
                    "grid",
                    "archivist",
                    "admin",
                    "auditor");

    private static final List<String> MACHINES = List.of("source", "department", "service");
    private static final int PERSON_SECONDS = 300;
    private static final int MACHINE_SECONDS = 1800;

    private RealmFile() {}

    /** Writes the files named: the local realm, and the one for production. */
    public static void main(String[] args) throws IOException {
        Files.writeString(Path.of(args[0]), json());
        Files.writeString(Path.of(args[1]), productionJson());
    }

    static String json() throws JsonProcessingException {
        return text(realm());
    }

    /**
     * The realm to begin with elsewhere: the same roles, claims and machine clients, no person, and
     * no secret. Keycloak puts in the console's address and the secrets of the services from its
     * environment, and makes up those of sources and departments, which an administrator reads and
     * hands over.
     */
    static String productionJson() throws JsonProcessingException {
        Map<String, Object> realm = realm();
        realm.put("displayName", "枫桥");
        realm.put("sslRequired", "external");
        realm.remove("passwordPolicy");
        realm.put("bruteForceProtected", true);
        List<Map<String, Object>> clients = new ArrayList<>();
        Map<String, Object> console = console();
        console.put("secret", "${FENGQIAO_CONSOLE_SECRET}");
        console.put("redirectUris", List.of("${FENGQIAO_PUBLIC_URL}/*"));
        clients.add(console);
        List<Map<String, Object>> users = new ArrayList<>();
        for (Machine machine : machines()) {
            Map<String, Object> client = machine.client();
            client.remove("secret");
            if (machine.id().equals("svc-dispatch")) {
                client.put("secret", "${FENGQIAO_OIDC_SECRET}");
            }
            clients.add(client);
            users.add(machine.account());
        }
        realm.put("clients", clients);
        realm.put("users", users);
        return text(realm);
    }

    private static String text(Map<String, Object> realm) throws JsonProcessingException {
        return new ObjectMapper()
                        .enable(SerializationFeature.INDENT_OUTPUT)
                        .writeValueAsString(realm)
                + "\n";
    }

    private static Map<String, Object> realm() {
        Map<String, Object> realm = new LinkedHashMap<>();
        realm.put("realm", "fengqiao");
        realm.put("enabled", true);
        realm.put("displayName", "枫桥（演示账号，不得用于生产）");
        realm.put("sslRequired", "none");
        realm.put("accessTokenLifespan", PERSON_SECONDS);
        realm.put("internationalizationEnabled", true);
        realm.put("supportedLocales", List.of("zh-CN", "en", "ko"));
        realm.put("defaultLocale", "zh-CN");
        // A cheap hash, because two hundred demo accounts are imported at the first start;
        // production keeps the default.
        realm.put("passwordPolicy", "hashAlgorithm(pbkdf2-sha256) and hashIterations(10000)");
        realm.put(
                "roles",
                Map.of(
                        "realm",
                        Stream.concat(STAFF.stream(), MACHINES.stream())
                                .map(RealmFile::role)
                                .toList()));
        realm.put("clientScopes", RealmClaims.clientScopes());
        realm.put("defaultDefaultClientScopes", List.of("fengqiao"));
        realm.put("defaultOptionalClientScopes", List.of());
        realm.put(
                "components",
                Map.of(
                        "org.keycloak.userprofile.UserProfileProvider",
                        List.of(RealmClaims.userProfile())));
        List<Map<String, Object>> clients = new ArrayList<>(List.of(console(), commandLine()));
        List<Map<String, Object>> users = new ArrayList<>(staff());
        machines()
                .forEach(
                        machine -> {
                            clients.add(machine.client());
                            users.add(machine.account());
                        });
        realm.put("clients", clients);
        realm.put("users", users);
        return realm;
    }

    private static Map<String, Object> role(String name) {
        return Map.of("name", name);
    }

    /**
     * A client that is nobody's person; its claims are fixed in the client, so that it cannot
     * choose them.
     */
    private record Machine(String id, String role, Map<String, String> claims) {

        Map<String, Object> client() {
            Map<String, Object> client = clientBase(id);
            client.put("secret", id);
            client.put("serviceAccountsEnabled", true);
            client.put(
                    "attributes",
                    Map.of("access.token.lifespan", Integer.toString(MACHINE_SECONDS)));
            List<Map<String, Object>> mappers = new ArrayList<>();
            claims.forEach((name, value) -> mappers.add(RealmClaims.fixedClaim(name, value)));
            client.put("protocolMappers", mappers);
            return client;
        }

        Map<String, Object> account() {
            Map<String, Object> user = new LinkedHashMap<>();
            user.put("username", "service-account-" + id);
            user.put("enabled", true);
            user.put("serviceAccountClientId", id);
            user.put("realmRoles", List.of(role));
            return user;
        }
    }

    private static List<Machine> machines() {
        List<Machine> machines = new ArrayList<>();
        for (String system : SeedUnits.SYSTEMS) {
            machines.add(new Machine("source-" + system, "source", ordered("system", system)));
        }
        for (String unit : SeedUnits.all()) {
            String region = unit.substring(0, 6);
            machines.add(
                    new Machine(
                            "dept-" + unit, "department", ordered("unit", unit, "region", region)));
        }
        for (String service : LocalTopology.SERVICES) {
            machines.add(new Machine("svc-" + service, "service", Map.of()));
        }
        machines.add(new Machine("svc-gateway", "service", Map.of()));
        return machines;
    }

    private static List<Map<String, Object>> staff() {
        List<Map<String, Object>> users = new ArrayList<>();
        for (String region : SeedUnits.regions()) {
            for (String role : STAFF) {
                users.add(person(role + "-" + region, role, region, unitOf(role, region)));
            }
        }
        // Orders come to every mediation organisation; the court's outpost has its mediator above.
        for (String unit : SeedUnits.mediating()) {
            String region = unit.substring(0, 6);
            if (!unit.equals(unitOf("mediator", region))) {
                String name = "mediator-" + unit.toLowerCase(Locale.ROOT);
                users.add(person(name, "mediator", region, unit));
            }
        }
        return users;
    }

    private static Map<String, Object> person(
            String name, String role, String region, String unit) {
        Map<String, Object> user = new LinkedHashMap<>();
        user.put("username", name);
        user.put("enabled", true);
        user.put("firstName", region);
        user.put("lastName", role);
        // Keycloak wants a complete profile before it gives a token; .invalid never resolves
        // (RFC 2606).
        user.put("email", name + "@fengqiao.invalid");
        user.put("emailVerified", true);
        user.put("attributes", ordered("region", List.of(region), "unit", List.of(unit)));
        user.put(
                "credentials",
                List.of(ordered("type", "password", "value", name, "temporary", false)));
        user.put("realmRoles", List.of(role));
        return user;
    }

    private static String unitOf(String role, String region) {
        return switch (role) {
            case "handler", "unit-leader" -> region + "-HOUSING";
            case "mediator" -> region + "-COURT";
            default -> region + "-ZZ";
        };
    }

    private static Map<String, Object> console() {
        Map<String, Object> client = clientBase("fengqiao-console");
        client.put("secret", "fengqiao-console");
        client.putAll(personScopes());
        client.put("standardFlowEnabled", true);
        client.put("redirectUris", List.of(CONSOLE + "/*"));
        client.put("webOrigins", List.of("+"));
        client.put(
                "attributes",
                ordered("pkce.code.challenge.method", "S256", "post.logout.redirect.uris", "+"));
        return client;
    }

    private static Map<String, Object> commandLine() {
        Map<String, Object> client = clientBase("fengqiao-cli");
        client.put("publicClient", true);
        client.putAll(personScopes());
        client.put("directAccessGrantsEnabled", true);
        return client;
    }

    private static Map<String, Object> personScopes() {
        return ordered(
                "defaultClientScopes",
                List.of("fengqiao", "profile"),
                "optionalClientScopes",
                List.of("email"));
    }

    private static Map<String, Object> clientBase(String id) {
        Map<String, Object> client = new LinkedHashMap<>();
        client.put("clientId", id);
        client.put("enabled", true);
        client.put("protocol", "openid-connect");
        client.put("publicClient", false);
        client.put("standardFlowEnabled", false);
        client.put("directAccessGrantsEnabled", false);
        client.put("fullScopeAllowed", true);
        return client;
    }
}
