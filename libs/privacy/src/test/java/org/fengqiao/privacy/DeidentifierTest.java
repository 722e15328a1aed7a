package org.fengqiao.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.fengqiao.privacy.Deidentifier.Named;
import org.fengqiao.privacy.Deidentifier.Side;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeidentifierTest {

    private static final Named WANG = new Named("王某甲", Side.APPLICANT);
    private static final Named LI = new Named("李某乙", Side.RESPONDENT);

    @Test
    void the_sample_of_the_filled_ditch() {
        // Given a call taker's record, the other side named in the text alone
        Deidentifier deidentifier = new Deidentifier(List.of(new Named("测试接警员", Side.STAFF), WANG));

        // When
        String summary =
                deidentifier.summary("报警人称邻居李某乙把共用水沟填了,两家因排水多次争吵,今晚对方拿锄头到门口骂,扬言“再管就打断腿”,担心动手。");

        // Then
        assertThat(summary).isEqualTo("报警人称邻居乙方把共用水沟填了,两家因排水多次争吵,今晚对方拿锄头到门口骂,扬言“再管就打断腿”,担心动手。");
    }

    @Test
    void applicants_come_first_and_one_person_has_one_label() {
        Deidentifier deidentifier =
                new Deidentifier(
                        List.of(
                                LI,
                                new Named("测试接警员", Side.STAFF),
                                WANG,
                                new Named("王某甲", Side.OTHER)));

        assertThat(deidentifier.title("王某甲与李某乙邻里纠纷")).isEqualTo("甲方与乙方邻里纠纷");
        assertThat(deidentifier.summary("测试接警员记录:李 某 乙打王某甲,赵某劝架,赵某走了"))
                .isEqualTo("工作人员记录:乙方打甲方,丙方劝架,丙方走了");
        assertThat(deidentifier.labels()).containsEntry("赵某", "丙方").containsEntry("王某甲", "甲方");
    }

    @Test
    void a_short_name_does_not_eat_a_longer_one() {
        Deidentifier deidentifier =
                new Deidentifier(
                        List.of(
                                new Named("王某", Side.APPLICANT),
                                new Named("王某甲", Side.RESPONDENT)));

        assertThat(deidentifier.summary("王某告王某甲,王某乙作证")).isEqualTo("甲方告乙方,丙方作证");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "邻居李建国把水沟填了 | 邻居甲方把水沟填了",
                "村民张三称被打 | 村民甲方称被打",
                "老板名叫陈大伟,电话不接 | 老板名叫甲方,电话不接",
                "物业告知业主周边施工 | 物业告知业主周边施工",
                "报警人称丈夫酒后打她和孩子(13岁) | 报警人称丈夫酒后打她和孩子(13岁)",
                "于某日在某小区与某公司争执 | 于某日在某小区与某公司争执",
                "来电人称原单位2012至2015年未为其足额缴纳养老保险 | 来电人称原单位2012至2015年未为其足额缴纳养老保险",
                "房东向其索要余款3680元 | 房东向其索要余款3680元",
                "称欠薪三个月共四十一万余元 | 称欠薪三个月共四十一万余元",
                "与于某因土地争执 | 与甲方因土地争执"
            })
    void names_nobody_gave_are_found_by_form_and_cue(String text, String expected) {
        assertThat(new Deidentifier(List.of()).summary(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "电话14000000001联系 | 电话***联系",
                "电话+86 140-0000-0001联系 | 电话***联系",
                "电话\uff11\uff14\uff10\uff10\uff10\uff10\uff10\uff10\uff10\uff10\uff11联系 | 电话***联系",
                "座机0857-0000000 | 座机***",
                "身份证990527198503120016号 | 身份证***号",
                "身份证99240519870312022x | 身份证***",
                "卡号6222 0000 0000 0000 000 | 卡号***",
                "身份证990527 19850312 0016 | 身份证***",
                "2025-11-03 2025-11-10两次报警,事件20251103204512 | 2025-11-03 2025-11-10两次报警,事件20251103204512",
                "车牌贵F12345挡道 | 车牌***挡道",
                "车牌贵F·D12345挡道 | 车牌***挡道",
                "护照E12345678 | 护照***",
                "微信号:wang_0001加我 | 微信号***加我",
                "信箱wang@example.org收 | 信箱***收",
                "住3号楼2单元502室 | 住***",
                "住12栋1503 | 住***",
                "欠款41000000元,2025年11月3日起,共3680.50元 | 欠款41000000元,2025年11月3日起,共3680.50元",
                "(2025)黔0527民诉前调1234号 | (2025)黔0527民诉前调1234号",
                "拨打12345和110 | 拨打12345和110"
            })
    void numbers_that_identify_people_are_hidden_and_others_stay(String text, String expected) {
        assertThat(new Deidentifier(List.of()).summary(text)).isEqualTo(expected);
    }

    @Test
    void placeholders_are_no_names() {
        Deidentifier deidentifier =
                new Deidentifier(
                        List.of(
                                new Named("未留", Side.APPLICANT),
                                new Named("某", Side.APPLICANT),
                                new Named("", Side.APPLICANT),
                                LI));

        assertThat(deidentifier.summary("李某乙未留电话")).isEqualTo("甲方未留电话");
    }

    @Test
    void long_texts_are_cut_after_they_were_cleaned() {
        Deidentifier deidentifier = new Deidentifier(List.of(WANG));
        String text = "地".repeat(98) + "王某甲" + "的电话14000000001".repeat(200);

        String title = deidentifier.title(text);
        String summary = deidentifier.summary("𠀀".repeat(3_000));

        assertThat(title).hasSize(100).endsWith("甲…").doesNotContain("王");
        assertThat(summary.codePointCount(0, summary.length())).isEqualTo(2_000);
        assertThat(summary).endsWith("𠀀…");
        assertThat(deidentifier.title("短")).isEqualTo("短");
    }

    @Test
    void labels_do_not_run_out() {
        Deidentifier deidentifier = new Deidentifier(List.of());

        assertThat(deidentifier.summary("王某,李某,张某,刘某,陈某,杨某,黄某,赵某,吴某,周某,徐某"))
                .isEqualTo("甲方,乙方,丙方,丁方,戊方,己方,庚方,辛方,壬方,癸方,其他人");
    }

    @Test
    void generated_people_leave_no_trace() {
        long seed = new Random().nextLong();
        System.out.println("deidentifier seed " + seed);
        Fictitious people = new Fictitious(seed);
        for (int i = 0; i < 3_000; i++) {
            String one = people.name();
            String other = people.name();
            String phone = people.phone();
            String idNo = people.idNo();
            Deidentifier deidentifier =
                    new Deidentifier(
                            List.of(
                                    new Named(one, Side.APPLICANT),
                                    new Named(other, Side.RESPONDENT)));

            String summary =
                    deidentifier.summary(
                            one + "(" + idNo + ",电话" + phone + ")称,邻居" + other + "占了" + one + "的地"
                                    + phone);

            assertThat(summary)
                    .as("seed " + seed)
                    .doesNotContain(one, other, phone, idNo)
                    .startsWith("甲方(***,电话***)称");
        }
    }
}
