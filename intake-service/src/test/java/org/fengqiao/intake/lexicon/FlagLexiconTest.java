package org.fengqiao.intake.lexicon;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.fengqiao.contracts.Flag;
import org.fengqiao.intake.clue.FlagFinding;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FlagLexiconTest {

    private static final LocalDate DAY = LocalDate.of(2025, 11, 14);

    private static Set<Flag> flags(String text) {
        return FlagLexicon.find(List.of(FlagLexicon.plain(text)), DAY).stream()
                .map(FlagFinding::flag)
                .collect(Collectors.toSet());
    }

    @ParameterizedTest
    @CsvSource({
        "对方扬言要报复, THREAT",
        "说要和他同归于尽, THREAT",
        "再不解决就自己砸店, THREAT",
        "不给钱就打断你的腿, THREAT",
        "不是没有扬言, THREAT",
        "否认扬言, THREAT",
        "对方拿菜刀出来, WEAPON",
        "提着汽油到门口, WEAPON",
        "拿锄头打人, WEAPON",
        "有轻生念头, SUICIDE",
        "不给说法就跳楼, SUICIDE",
        "没有办法只好跳河, SUICIDE",
        "有人要上塔吊, SUICIDE",
        "爬塔吊讨说法, SUICIDE",
        "丈夫酒后打她, DV",
        "被丈夫殴打, DV",
        "已出具告诫书, DV",
        "长期家暴, DV",
        "孩子(13岁), MINOR",
        "儿子十二岁, MINOR",
        "女孩17周岁, MINOR",
        "2012年3月出生的学生, MINOR",
        "老板拖欠农民工工资, WAGE",
        "工资一直没发, WAGE",
        "二十三名工人围在门口, MASS",
        "来了30余人, MASS",
        "5户村民, MASS",
        "数十人聚在门前, MASS",
        "半年内报警3次, REPEAT_CALL",
        "已投诉三次未解决, REPEAT_CALL",
        "多次报警, REPEAT_CALL",
    })
    void words_of_danger_set_their_flag(String text, Flag flag) {
        assertThat(flags(text)).contains(flag);
    }

    @ParameterizedTest
    @CsvSource({
        "双方没有动手也不是扬言, THREAT",
        "对方并未扬言, THREAT",
        "拼命工作还债, THREAT",
        "夜间烧烤店油烟, THREAT",
        "未携带刀具, WEAPON",
        "现场未发现刀具, WEAPON",
        "政策一刀切不合理, WEAPON",
        "医院开刀后感染, WEAPON",
        "加汽油时多收费, WEAPON",
        "没有轻生念头, SUICIDE",
        "商场跳楼价促销, SUICIDE",
        "晚上塔吊施工噪音大, SUICIDE",
        "没有家暴行为, DV",
        "与丈夫打电话联系, DV",
        "丈夫被邻居打伤, DV",
        "丈夫没有打她, DV",
        "年龄68岁, MINOR",
        "儿童游乐场噪声, MINOR",
        "1985年3月出生, MINOR",
        "3名工人, MASS",
        "第5名, MASS",
        "拖欠三个月物业费, WAGE",
        "首次报警, REPEAT_CALL",
        "两家多次争吵, REPEAT_CALL",
    })
    void denied_or_harmless_words_do_not(String text, Flag flag) {
        assertThat(flags(text)).doesNotContain(flag);
    }
}
