package org.fengqiao.privacy;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What staff see of personal data before they unmask it with a reason (domain rules of privacy,
 * basis 个人信息保护法 art 51).
 *
 * <p>Masking never fails and never returns a whole phone, number or name: what does not have the
 * usual form shows less, not more.
 */
public final class Masks {

    private static final String HIDDEN = "***";
    private static final int RESIDENT_ID = 18;
    private static final int MOBILE = 11;

    private static final Set<String> DOUBLE_SURNAMES =
            Set.of(
                    "欧阳", "司马", "上官", "诸葛", "皇甫", "尉迟", "东方", "夏侯", "慕容", "令狐", "司徒", "南宫", "端木",
                    "百里", "独孤", "公孙", "轩辕", "宇文", "长孙", "鲜于");

    // Each level excludes the markers of the levels below, so that a match cannot swallow a house
    // number on its way to a later
    // marker; 小区, 园区, 超市 and the like are no divisions.
    private static final Pattern DIVISIONS =
            Pattern.compile(
                    "^(?:[^省市州县区旗镇乡村]{1,8}?(?:省|自治区))?"
                            + "(?:[^市州县区旗镇乡村]{1,8}?(?:(?<![超城集夜菜])市|州(?![县区市])|盟|地区))?"
                            + "(?:[^县区旗镇乡村道]{1,8}?(?:县|(?<![小社园厂校景库院辖])区|(?<![超城集夜菜])市|旗))?"
                            + "(?:[^镇乡村组号]{1,12}?(?:街道|镇|乡|苏木))?"
                            + "(?:[^村社组号栋幢路巷弄]{1,10}?(?:村|社区|居委会|嘎查))?");

    private Masks() {}

    /** {@code 140****0001}; other lengths keep at most the last two digits. */
    public static String phone(String phone) {
        String text = Texts.compact(phone);
        if (text.length() == MOBILE) {
            return text.substring(0, 3) + "****" + text.substring(MOBILE - 4);
        }
        return "****" + (text.length() >= 7 ? text.substring(text.length() - 2) : "");
    }

    /** {@code 990527********0016}; certificates of other lengths keep one character at each end. */
    public static String idNo(String idNo) {
        String text = Texts.compact(idNo);
        if (text.length() == RESIDENT_ID) {
            return text.substring(0, 6) + "*".repeat(8) + text.substring(14);
        }
        return text.length() >= 7
                ? text.charAt(0) + "*".repeat(text.length() - 2) + text.charAt(text.length() - 1)
                : "****";
    }

    /**
     * {@code 99****************}: an id number in a sealed case (知悉范围 SEALED) shows its first two
     * digits only.
     */
    public static String sealedIdNo(String idNo) {
        String text = Texts.compact(idNo);
        return text.length() == RESIDENT_ID ? text.substring(0, 2) + "*".repeat(16) : "****";
    }

    /** {@code 王*}: the surname, one star however long the given name is. */
    public static String name(String name) {
        String text = Texts.compact(name);
        if (text.codePointCount(0, text.length()) < 2) {
            return "*";
        }
        boolean twoPart = text.length() > 2 && DOUBLE_SURNAMES.contains(text.substring(0, 2));
        return text.substring(0, twoPart ? 2 : text.offsetByCodePoints(0, 1)) + "*";
    }

    /** Down to the village or, without one, the lowest division named: {@code 六曲河镇某村***}. */
    public static String address(String address) {
        String text = Texts.compact(address);
        Matcher divisions = DIVISIONS.matcher(text);
        return (divisions.lookingAt() ? divisions.group() : "") + HIDDEN;
    }

    /** The address of a minor or of family violence: nothing of it. */
    public static String hiddenAddress() {
        return HIDDEN;
    }

    /** {@code 贵F***}: a number plate keeps its province and office. */
    public static String plate(String plate) {
        String text = Texts.compact(plate);
        return (text.length() > 4 ? text.substring(0, 2) : "") + HIDDEN;
    }
}
