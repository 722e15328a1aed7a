package org.fengqiao.simulators;

import java.util.random.RandomGenerator;

/** Makes persons up. The n-th person of a seed is always the same, and no two share a phone. */
final class People {

    private static final String SURNAMES = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈";
    private static final String GIVEN = "安柏川德恩福光海和宏家建静康兰立明宁平启青荣若善泰文晓欣秀雅一永雨远云泽珍志";
    private static final int PHONES = 100_000_000;

    /** Coprime with {@link #PHONES}: steps through all eight-digit numbers without a repeat. */
    private static final long STRIDE = 61_803_399L;

    private static final int[] WEIGHTS = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    private static final String CHECKS = "10X98765432";
    private static final int YOUNGEST = 2005;
    private static final int YEARS = 50;

    private final RandomGenerator random;
    private long next;

    People(RandomGenerator random) {
        this.random = random;
        this.next = random.nextInt(PHONES);
    }

    Person next() {
        next = (next + STRIDE) % PHONES;
        String name = pick(SURNAMES) + pick(GIVEN) + (random.nextInt(4) == 0 ? "" : pick(GIVEN));
        return new Person(name, random.nextBoolean(), "140%08d".formatted(next), residentId());
    }

    private String residentId() {
        String seventeen =
                "99%04d%04d%02d%02d%03d"
                        .formatted(
                                random.nextInt(10_000),
                                YOUNGEST - random.nextInt(YEARS),
                                1 + random.nextInt(12),
                                1 + random.nextInt(28),
                                random.nextInt(1000));
        int sum = 0;
        for (int i = 0; i < WEIGHTS.length; i++) {
            sum += WEIGHTS[i] * (seventeen.charAt(i) - '0');
        }
        return seventeen + CHECKS.charAt(sum % CHECKS.length());
    }

    private String pick(String from) {
        return String.valueOf(from.charAt(random.nextInt(from.length())));
    }
}
