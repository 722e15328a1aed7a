package org.fengqiao.privacy;

import java.util.BitSet;
import java.util.Comparator;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** How people's names look in running text. */
final class NamesInText {

    private static final Set<String> PLACEHOLDERS =
            Set.of("未留", "匿名", "不详", "未知", "无名", "保密", "先生", "女士");

    // The hundred most frequent surnames and those of the Korean minority; the second group are
    // words of their own as well.
    private static final String SURNAMES =
            "王李张刘陈杨黄赵吴周徐孙马朱胡郭高林罗郑梁谢宋唐许韩冯邓曹彭肖董袁潘蒋蔡余杜叶程苏魏吕丁沈姚卢姜崔钟谭陆汪范金廖贾夏韦付白邹孟熊秦邱"
                    + "尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔汤朴玄池俞尤施申温康柯葛柳";
    private static final String SURNAMES_AND_WORDS = "于向任方全安何曾田江石南";

    private static final String ALSO = "[甲乙丙丁戊己庚辛某]";

    // 于某日, 向某单位 name nobody.
    private static final String FORM =
            "["
                    + SURNAMES
                    + "]某"
                    + ALSO
                    + "?|["
                    + SURNAMES_AND_WORDS
                    + "]某(?:"
                    + ALSO
                    + "|(?![日天月年次处地个些种位县市区镇乡村街路小公单工学医楼栋企部项方物]))";

    private static final String CUE =
            "(?<=报警人|来电人|反映人|信访人|申请人|当事人|联系人|举报人|受害人|邻居|丈夫|妻子|前夫|前妻|老板|房东|租客|村民|业主|同事|户主|名叫|叫做"
                    + "|姓名[::]|姓名为|名为)";

    // Words that start like a surname and follow a cue often.
    private static final String NO_WORD =
            "(?!周边|周围|周末|黄色|黄金|马路|马上|石头|石材|江边|白天|白酒|余款|余额|安置|安全|安装|万元|任何|任意|任务|段时|严重|严禁|温泉|林地|林木|林权"
                    + "|田地|田土|金额|方面|方便|高价|高空|高层|全部|全家|全体|南面|南侧|向他|向其|向对|于是|何时|何故|施工|申请|申诉|康复|武力|程序|许多|许可|毛坯"
                    + "|唐突|钱款|叶子|池塘|龙头|雷击|夏天|陆续|范围|曾经|曾多|曾因|曾与|曾向|付款|付清|付了)";

    private static final String PREDICATE = "的和与及在是有把将被称说讲报要因为从向对到未不就也又来去给让";

    // A given name has one or two characters; the second is left out where it starts the predicate.
    private static final String GIVEN =
            "[\\p{IsHan}&&[^某" + PREDICATE + "]][\\p{IsHan}&&[^" + PREDICATE + "等两三家多私一酒骂打堵占拒拖欠]]?";

    private static final String SURNAME = "[" + SURNAMES + SURNAMES_AND_WORDS + "]";

    private static final Pattern ANY =
            Pattern.compile(FORM + "|" + CUE + NO_WORD + SURNAME + GIVEN);

    private static final BitSet STARTS = new BitSet();

    static {
        (SURNAMES + SURNAMES_AND_WORDS).chars().forEach(STARTS::set);
    }

    private static final Pattern NOTHING = Pattern.compile("(?!)");

    private NamesInText() {}

    /** Whether a field holds a name rather than a placeholder. */
    static boolean isName(String field) {
        return field.length() >= 2 && !PLACEHOLDERS.contains(field);
    }

    /** Finds names by their form and names after a cue, one after the other. */
    static final class Guesses {

        private final String text;
        private final Matcher matcher;

        Guesses(String text) {
            this.text = text;
            this.matcher = ANY.matcher(text).useTransparentBounds(true);
        }

        /**
         * Whether there is one at or after the place; {@link #start} and {@link #end} then say
         * where.
         */
        boolean find(int from) {
            // A character class of 130 Chinese characters is a chain of 130 questions; most
            // characters start no name.
            for (int at = from; at < text.length(); at++) {
                if (STARTS.get(text.charAt(at)) && matcher.region(at, text.length()).lookingAt()) {
                    return true;
                }
            }
            return false;
        }

        int start() {
            return matcher.start();
        }

        int end() {
            return matcher.end();
        }
    }

    /** Finds the known names, and nothing if none is known. */
    static Pattern pattern(Set<String> known) {
        // Longest first: 王某甲 must not become 甲方甲 because 王某 is known too.
        return known.isEmpty()
                ? NOTHING
                : Pattern.compile(
                        known.stream()
                                .sorted(Comparator.comparingInt(String::length).reversed())
                                .map(NamesInText::spaced)
                                .collect(Collectors.joining("|")));
    }

    private static String spaced(String name) {
        String end = name.endsWith("某") ? "(?!" + ALSO + ")" : "";
        return name.codePoints()
                        .mapToObj(Character::toString)
                        .map(Pattern::quote)
                        .collect(Collectors.joining("[\\s·]{0,2}"))
                + end;
    }
}
