package org.fengqiao.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MasksTest {

    @Test
    void the_fields_examples() {
        assertThat(Masks.phone("14000000001")).isEqualTo("140****0001");
        assertThat(Masks.idNo("990527198503120016")).isEqualTo("990527********0016");
        assertThat(Masks.sealedIdNo("990527198503120016")).isEqualTo("99****************");
        assertThat(Masks.name("王某甲")).isEqualTo("王*");
        assertThat(Masks.hiddenAddress()).isEqualTo("***");
        assertThat(Masks.plate("贵F12345")).isEqualTo("贵F***");
    }

    @ParameterizedTest
    @CsvSource({
        "赫章县六曲河镇某村三组,            赫章县六曲河镇某村***",
        "六曲河镇某村三组水井旁,            六曲河镇某村***",
        "赫章县白果街道某小区3号楼,         赫章县白果街道***",
        "甘肃省酒泉市肃州区东北街街道某社区2号楼1单元, 甘肃省酒泉市肃州区东北街街道某社区***",
        "吉林省延边州延吉市河南街道12号,    吉林省延边州延吉市河南街道***",
        "肃州区某超市旁,                    肃州区***",
        "梨园街道某社区2号楼,               梨园街道某社区***",
        "向阳湖镇某村二组,                  向阳湖镇某村***",
        "幸福小区3号楼502室,                ***",
        "某大厦12楼,                        ***",
        "古达苗族彝族乡某村,                古达苗族彝族乡某村***"
    })
    void an_address_ends_with_its_village(String address, String shown) {
        assertThat(Masks.address(address)).isEqualTo(shown);
    }

    @ParameterizedTest
    @CsvSource({"王, *", "欧阳娜, 欧阳*", "欧阳, 欧*", "김철수, 김*", "John Smith, J*", "'', *"})
    void a_name_shows_its_surname_at_most(String name, String shown) {
        assertThat(Masks.name(name)).isEqualTo(shown);
    }

    @Test
    void what_is_not_as_usual_shows_less() {
        assertThat(Masks.phone("0857-0000000")).isEqualTo("****00");
        assertThat(Masks.phone("110")).isEqualTo("****");
        assertThat(Masks.idNo("E12345678")).isEqualTo("E*******8");
        assertThat(Masks.idNo("12")).isEqualTo("****");
        assertThat(Masks.sealedIdNo("E12345678")).isEqualTo("****");
        assertThat(Masks.plate("F12")).isEqualTo("***");
    }

    @Test
    void generated_values_are_never_shown_whole() {
        long seed = new Random().nextLong();
        System.out.println("masks seed " + seed);
        Fictitious people = new Fictitious(seed);
        for (int i = 0; i < 5_000; i++) {
            String phone = people.phone();
            String idNo = people.idNo();
            String name = people.name();
            String door = (1 + people.random().nextInt(99)) + "号" + name + "家";
            assertThat(Masks.phone(phone)).as("seed " + seed).hasSize(11).doesNotContain(phone);
            assertThat(Masks.idNo(idNo))
                    .as("seed " + seed)
                    .hasSize(18)
                    .doesNotContain(idNo.substring(6, 14));
            assertThat(Masks.sealedIdNo(idNo))
                    .as("seed " + seed)
                    .doesNotContain(idNo.substring(2, 6));
            assertThat(Masks.name(name)).as("seed " + seed).doesNotContain(name).hasSize(2);
            assertThat(Masks.address("赫章县六曲河镇某村" + door))
                    .as("seed " + seed)
                    .isEqualTo("赫章县六曲河镇某村***");

            // Whatever stands in a field, its mask does not repeat it.
            String anything = anything(people.random());
            assertThat(Masks.phone(anything)).as("seed " + seed).isNotEqualTo(anything);
            assertThat(Masks.idNo(anything)).as("seed " + seed).isNotEqualTo(anything);
            assertThat(Masks.name(anything)).as("seed " + seed).isNotEqualTo(anything);
            assertThat(Masks.address(anything)).as("seed " + seed).isNotEqualTo(anything);
        }
    }

    private static String anything(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(30); i >= 0; i--) {
            text.appendCodePoint(
                    switch (random.nextInt(4)) {
                        case 0 -> '0' + random.nextInt(10);
                        case 1 -> 0x4e00 + random.nextInt(0x5000);
                        case 2 -> 0x20000 + random.nextInt(0xa000);
                        default -> "省市州县区旗镇乡村组号街道".charAt(random.nextInt(13));
                    });
        }
        return text.toString();
    }
}
