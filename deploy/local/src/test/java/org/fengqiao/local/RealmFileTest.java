package org.fengqiao.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

class RealmFileTest {

    @Test
    void the_file_in_the_repository_is_the_generated_one() throws Exception {
        assertThat(Files.readString(Path.of("../keycloak/fengqiao-realm.json")))
                .isEqualTo(RealmFile.json());
    }

    @Test
    void the_realm_for_production_has_no_person_and_no_secret_in_it() throws Exception {
        // Given
        Path file = Path.of("../keycloak/fengqiao-realm-production.json");
        assertThat(Files.readString(file)).isEqualTo(RealmFile.productionJson());

        // When
        JsonNode realm = new ObjectMapper().readTree(file.toFile());

        // Then
        assertThat(names(realm.get("users"), "username"))
                .isNotEmpty()
                .allMatch(name -> name.startsWith("service-account-"));
        assertThat(realm.findValues("credentials")).isEmpty();
        assertThat(realm.findValuesAsText("secret"))
                .containsExactlyInAnyOrder("${FENGQIAO_CONSOLE_SECRET}", "${FENGQIAO_OIDC_SECRET}");
        assertThat(names(realm.get("clients"), "clientId")).doesNotContain("fengqiao-cli");
        assertThat(realm.get("sslRequired").asText()).isEqualTo("external");
    }

    @Test
    void there_is_one_person_per_role_and_region_and_one_client_per_machine() throws Exception {
        // When
        JsonNode realm = new ObjectMapper().readTree(RealmFile.json());

        // Then
        assertThat(names(realm.get("users"), "username"))
                .contains("window-520527", "leader-620902", "mediator-421202", "auditor-222401");
        assertThat(names(realm.get("clients"), "clientId"))
                .contains(
                        "source-p110",
                        "dept-520527-HOUSING",
                        "dept-222401-M001",
                        "svc-intake",
                        "fengqiao-console");
    }

    @Test
    void nobody_may_change_the_region_or_unit_that_limits_what_they_see() throws Exception {
        // Given
        JsonNode realm = new ObjectMapper().readTree(RealmFile.json());

        // When
        JsonNode profile =
                new ObjectMapper()
                        .readTree(
                                realm.at(
                                                "/components/org.keycloak.userprofile.UserProfileProvider/0/config")
                                        .get("kc.user.profile.config")
                                        .get(0)
                                        .asText());

        // Then
        for (JsonNode attribute : profile.get("attributes")) {
            if (List.of("region", "unit").contains(attribute.get("name").asText())) {
                assertThat(attribute.at("/permissions/edit").toString()).isEqualTo("[\"admin\"]");
            }
        }
    }

    @Test
    void every_mediation_organisation_has_a_mediator_of_its_own() throws Exception {
        // When
        JsonNode users = new ObjectMapper().readTree(RealmFile.json()).get("users");

        // Then: every unit an order to mediate may go to
        List<String> units =
                StreamSupport.stream(users.spliterator(), false)
                        .filter(u -> u.at("/realmRoles/0").asText().equals("mediator"))
                        .map(u -> u.at("/attributes/unit/0").asText())
                        .toList();
        assertThat(units).containsExactlyInAnyOrderElementsOf(SeedUnits.mediating());
        assertThat(units).contains("520527-COURT", "520527-M001", "520527-M002", "222401-M004");
        assertThat(names(users, "username"))
                .contains("mediator-520527", "mediator-520527-m001", "mediator-222401-m004");
    }

    private static List<String> names(JsonNode list, String field) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(entry -> entry.get(field).asText())
                .toList();
    }
}
