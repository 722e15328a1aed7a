package org.fengqiao.intake.lexicon;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextFiguresTest {

    @ParameterizedTest
    @CsvSource({
        "二十三名工人, 23",
        "十人, 10",
        "十二户, 12",
        "一百零五名业主, 105",
        "30余人, 30",
        "欠工资3人共5.4万元, 3",
        "6人来访, 6",
        "上百名群众, 100",
        "五号楼, 0",
        "2025年人民法院, 0",
        "三组, 0",
    })
    void head_counts_are_read_in_figures_and_characters(String text, int heads) {
        assertThat(TextFigures.heads(text)).isEqualTo(heads);
    }

    @ParameterizedTest
    @CsvSource({
        "欠薪三个月共四十一万余元, 410000",
        "物业费共3680元, 3680",
        "欠工资1.2万元, 12000",
        "一千二百元, 1200",
        "本金86000元及利息500元, 86000",
        "赔偿三亿元, 300000000",
    })
    void amounts_are_read_in_figures_and_characters(String text, BigDecimal amount) {
        assertThat(TextFigures.amount(text).orElseThrow()).isEqualByComparingTo(amount);
    }

    @Test
    void an_absurd_amount_is_none() {
        assertThat(TextFigures.amount("99999999999999亿元")).isEmpty();
    }

    @Test
    void absurd_numerals_do_not_break_the_count() {
        assertThat(TextFigures.heads("亿亿亿亿亿亿亿人万万万万万万万人")).isBetween(0, 999_999);
    }
}
