package org.fengqiao.intake.lexicon;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whether the words right before a hit deny it: 没有动手, 未携带刀具, 不是扬言. Only a chain of negations and
 * light words that touches the hit counts, so that 不给钱就跳楼 and 没有办法只好拼命 stay what they are. Two
 * negations affirm (不是没有扬言). A denial by the other side (否认) is no negation.
 */
final class Negation {

    private static final String NO = "并没有|没有|并未|未曾|从未|并不是|不是|并非|不会|不曾|不想|不存在|未见|不属于|没|未|无";
    private static final String LIGHT =
            "再|有|要|想|说|过|带|携带|持有|持|使用|拿|动用|动|任何|发现|出现|发生|存在|其|对方|双方|打算|准备|真的|真|去|曾|什么|所谓|的";
    private static final Pattern CHAIN = Pattern.compile("(?:" + NO + "|" + LIGHT + ")+$");
    private static final Pattern EACH = Pattern.compile(NO);
    private static final int REACH = 16;

    private Negation() {}

    static boolean denies(String text, int hit) {
        String before = text.substring(Math.max(0, hit - REACH), hit);
        Matcher chain = CHAIN.matcher(before);
        if (!chain.find()) {
            return false;
        }
        long count = EACH.matcher(chain.group()).results().count();
        return count % 2 == 1;
    }
}
