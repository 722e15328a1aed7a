package org.fengqiao.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each path of INTERFACES goes to the service that owns it. */
class RouteTest {

    @ParameterizedTest
    @CsvSource({
        "/sources/p110/records, intake",
        "/sources/court/receipts/1, intake",
        "/sources/h12345/ledger, intake",
        "/sources/h12345/feedback, dispatch",
        "/departments/520527-HOUSING/orders, dispatch",
        "/departments/520527104000-ZZ/orders/ZZ1-01/sign, dispatch",
        "/public/cases/7K3MP9XQ2T4A, reporting",
        "/api/cases, reporting",
        "/api/cases/ZZ1, reporting",
        "/api/counts, reporting",
        "/api/intake/cases, intake",
        "/api/dispatch/desk, dispatch",
        "/api/mediation/cases/ZZ1, mediation",
        "/api/risk/cases/ZZ1/control/start, risk"
    })
    void a_path_goes_to_its_owner(String path, String service) {
        // Given // When // Then
        assertThat(Route.of(path)).map(Route::service).contains(service);
    }

    @Test
    void an_unknown_path_goes_nowhere() {
        // Given // When // Then
        assertThat(Route.of("/api/unknown")).isEmpty();
        assertThat(Route.of("/sources")).isEmpty();
    }
}
