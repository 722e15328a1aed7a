package org.fengqiao.local;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the tokens of the realm carry, and who may change it: the claims half of {@link RealmFile}.
 */
final class RealmClaims {

    private RealmClaims() {}

    /**
     * Everything a token of ours carries is one scope, and machine clients have no other: Keycloak
     * adds scopes to clients one by one, and slowly. Naming scopes replaces Keycloak's own.
     */
    static List<Map<String, Object>> clientScopes() {
        return List.of(
                scope(
                        "fengqiao",
                        List.of(
                                mapper("sub", "oidc-sub-mapper", Map.of()),
                                attribute("username", "preferred_username"),
                                mapper(
                                        "realm roles",
                                        "oidc-usermodel-realm-role-mapper",
                                        ordered(
                                                "claim.name",
                                                "realm_access.roles",
                                                "multivalued",
                                                "true",
                                                "jsonType.label",
                                                "String")),
                                attribute("region", "region"),
                                attribute("unit", "unit"),
                                mapper(
                                        "audience",
                                        "oidc-audience-mapper",
                                        ordered("included.custom.audience", "fengqiao")))),
                scope("profile", List.of(mapper("full name", "oidc-full-name-mapper", Map.of()))),
                scope("email", List.of(attribute("email", "email"))));
    }

    private static Map<String, Object> scope(String name, List<Map<String, Object>> mappers) {
        Map<String, Object> scope = new LinkedHashMap<>();
        scope.put("name", name);
        scope.put("protocol", "openid-connect");
        scope.put("attributes", Map.of("include.in.token.scope", "true"));
        scope.put("protocolMappers", mappers);
        return scope;
    }

    private static Map<String, Object> attribute(String attribute, String claim) {
        return mapper(
                attribute,
                "oidc-usermodel-attribute-mapper",
                ordered(
                        "user.attribute",
                        attribute,
                        "claim.name",
                        claim,
                        "jsonType.label",
                        "String"));
    }

    static Map<String, Object> fixedClaim(String name, String value) {
        return mapper(
                name,
                "oidc-hardcoded-claim-mapper",
                ordered("claim.name", name, "claim.value", value, "jsonType.label", "String"));
    }

    private static Map<String, Object> mapper(
            String name, String type, Map<String, Object> config) {
        Map<String, Object> settings = new LinkedHashMap<>(config);
        settings.put("access.token.claim", "true");
        settings.put("id.token.claim", "true");
        settings.put("userinfo.token.claim", "true");
        settings.put("introspection.token.claim", "true");
        return ordered(
                "name",
                name,
                "protocol",
                "openid-connect",
                "protocolMapper",
                type,
                "config",
                settings);
    }

    /**
     * Region and unit decide what a person may see: an administrator sets them, never the person.
     */
    static Map<String, Object> userProfile() {
        String everybody = "{\"view\":[\"admin\",\"user\"],\"edit\":[\"admin\",\"user\"]}";
        String administrators = "{\"view\":[\"admin\",\"user\"],\"edit\":[\"admin\"]}";
        StringBuilder attributes = new StringBuilder();
        for (String name :
                List.of("username", "email", "firstName", "lastName", "region", "unit")) {
            boolean scope = name.equals("region") || name.equals("unit");
            attributes.append(attributes.isEmpty() ? "" : ",");
            attributes.append(
                    "{\"name\":\"%s\",\"permissions\":%s}"
                            .formatted(name, scope ? administrators : everybody));
        }
        return ordered(
                "providerId",
                "declarative-user-profile",
                "config",
                Map.of("kc.user.profile.config", List.of("{\"attributes\":[" + attributes + "]}")));
    }

    /**
     * A map that keeps the order of its pairs, so that the file changes only where the realm does.
     */
    @SuppressWarnings("unchecked")
    static <V> Map<String, V> ordered(Object... pairs) {
        Map<String, V> map = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            map.put((String) pairs[i], (V) pairs[i + 1]);
        }
        return map;
    }
}
