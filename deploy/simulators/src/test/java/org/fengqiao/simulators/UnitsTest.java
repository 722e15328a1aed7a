package org.fengqiao.simulators;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class UnitsTest {

    @Test
    void the_county_s_row_comes_before_the_general_one_and_the_finest_category_before_its_parent() {
        assertThat(Units.leading("520527", "1501")).isEqualTo("520527-COURT");
        assertThat(Units.leading("620902", "1501")).isEqualTo("620902-HOUSING");
        assertThat(Units.leading("620902", "0702")).isEqualTo("620902-AGRI");
        assertThat(Units.leading("620902", "07")).isEqualTo("620902-NATRES");
        assertThat(Units.leading("620902", "99")).isEqualTo("620902-ZZ");
    }

    @Test
    void mediation_organisations_and_the_court_s_outpost_mediate() {
        assertThat(Units.mediates("520527-M001")).isTrue();
        assertThat(Units.mediates("520527-COURT")).isTrue();
        assertThat(Units.mediates("520527-HOUSING")).isFalse();
    }

    @Test
    void every_county_of_the_world_has_a_centre() {
        assertThat(new World(1, "T").counties()).isNotEmpty().allMatch(Units::hasCentre);
    }
}
