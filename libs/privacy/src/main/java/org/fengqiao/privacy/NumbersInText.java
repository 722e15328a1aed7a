package org.fengqiao.privacy;

import java.util.regex.Pattern;

/**
 * How numbers that identify people look in running text. All repetitions are bounded: the text
 * comes from outside.
 */
final class NumbersInText {

    private static final String HIDDEN = "***";

    private static final Pattern IDENTIFYING =
            Pattern.compile(
                    String.join(
                            "|",
                            // resident id, old resident id, bank card
                            "(?<![0-9A-Za-z])\\d{6}[ -]?\\d{8}[ -]?\\d{3}[\\dXx](?![0-9A-Za-z])",
                            "(?<![0-9A-Za-z])\\d{15,19}(?![0-9A-Za-z])",
                            "(?<![0-9A-Za-z])\\d{4}(?:[ -]\\d{4}){3}(?:[ -]?\\d{1,3})?(?![0-9A-Za-z])",
                            // mobile, with or without country code
                            "(?<!\\d)(?:(?:\\+|00)?86[ -]?)?1[3-9]\\d(?:[ -]?\\d){8}(?!\\d)",
                            // landline
                            "(?<!\\d)0\\d{2,3}[ -]?\\d{7,8}(?!\\d)",
                            // number plate, five characters or six for electric cars
                            "(?=\\p{IsHan}[A-Z])[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼]"
                                    + "[A-Z][·・ ]?(?=[A-Z]{0,5}\\d)[A-Z0-9]{4,6}[挂学警港澳]?",
                            // passport and permits
                            "(?<![0-9A-Za-z])[A-Z]{1,2}\\d{7,9}(?![0-9A-Za-z])",
                            // mail
                            "(?<![\\w.+-])[\\w.+-]{1,64}@[\\w-]{1,64}(?:\\.[\\w-]{1,32}){1,4}",
                            // accounts
                            "(?=[:\uff1a是为 0-9A-Z_a-z-])(?<=微信|微信号|QQ|QQ号)[:\uff1a是为]? ?[A-Za-z0-9_-]{5,20}",
                            // the door behind which somebody lives
                            "(?:\\d{1,4}(?:号楼|栋|幢|号院|号|#)?)?\\d{1,3}单元(?:\\d{1,5}[室号户]?)?",
                            "\\d{1,4}(?:号楼|栋|幢)\\d{2,5}[室号户]?"));

    private NumbersInText() {}

    static String hide(String text) {
        return IDENTIFYING.matcher(text).replaceAll(HIDDEN);
    }
}
