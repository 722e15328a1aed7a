package org.fengqiao.intake.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.fengqiao.intake.mapping.CategoryTable.SourceClass;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CategoryTableTest {

    /** CL-02, level 1 and the level 2 codes of the domain. */
    private static final Set<String> CODES =
            Set.of(
                    "01", "02", "03", "04", "0401", "0402", "0403", "0404", "0405", "05", "06",
                    "07", "0701", "0702", "0703", "08", "09", "0901", "0902", "10", "1001", "1002",
                    "1003", "11", "12", "1201", "13", "14", "15", "1501", "1502", "1503", "1504",
                    "16", "17", "1701", "1702", "18", "19", "20", "21", "99");

    @ParameterizedTest
    @CsvSource({
        "离婚纠纷, 01",
        "赡养费纠纷, 01",
        "相邻关系纠纷, 02",
        "物业服务合同纠纷, 1501",
        "民间借贷纠纷, 0401",
        "房屋买卖合同纠纷, 0402",
        "房屋租赁合同纠纷, 0404",
        "建设工程施工合同纠纷, 0403",
        "机动车交通事故责任纠纷, 14",
        "医疗损害责任纠纷, 13",
        "土地承包经营权纠纷, 0702",
        "信用卡纠纷, 1701",
    })
    void a_court_s_cause_finds_its_category(String cause, String category) {
        // When
        MappedCategory mapped =
                CategoryTable.load("court").map(List.of(new SourceClass(null, cause)), "");

        // Then
        assertThat(mapped.code()).isEqualTo(category);
        assertThat(mapped.known()).isTrue();
    }

    @Test
    void an_unknown_class_without_a_known_word_is_for_a_person() {
        // When
        MappedCategory mapped =
                CategoryTable.load("p110").map(List.of(new SourceClass("J069900", "其他求助")), "钥匙丢了");

        // Then
        assertThat(mapped.code()).isEqualTo("99");
        assertThat(mapped.known()).isFalse();
    }

    @Test
    void words_make_a_known_class_finer_but_do_not_overrule_it() {
        // Given
        CategoryTable table = CategoryTable.load("p110");
        SourceClass labour = new SourceClass("100300", "劳资纠纷");

        // When
        MappedCategory mapped = table.map(List.of(labour), "工人讨薪,邻居围观");

        // Then
        assertThat(mapped.code()).isEqualTo("1001");
        assertThat(mapped.why().rule()).isEqualTo("P110-B-03+WORD-01");
        assertThat(mapped.why().alternatives()).contains("02");
        assertThat(table.map(List.of(labour), "邻居吵架").code()).isEqualTo("10");
    }

    @Test
    void every_rule_has_its_own_id_and_a_code_of_the_list() {
        // When
        List<String> rules = new ArrayList<>();
        for (String table : List.of("p110", "h12345", "court", "words")) {
            for (var row : CsvTable.read("/mapping/" + table + ".csv")) {
                rules.add(row.get("rule"));
                assertThat(CODES).as(row.get("rule")).contains(row.get("category"));
            }
        }

        // Then
        assertThat(new HashSet<>(rules)).hasSameSizeAs(rules);
    }
}
