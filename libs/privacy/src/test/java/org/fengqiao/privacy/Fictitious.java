package org.fengqiao.privacy;

import java.time.LocalDate;
import java.util.Random;

/**
 * Random people who cannot exist: id numbers of region 99…, which is never assigned, and mobiles of
 * 1400000….
 */
final class Fictitious {

    private static final String GIVEN = "建国伟芳娜敏静秀英丽强磊洋勇艳杰娟涛明超兰霞平刚桂";
    private static final String SURNAMES = "王李张刘陈杨黄赵吴周徐孙朱胡郭林罗";

    private final Random random;

    Fictitious(long seed) {
        this.random = new Random(seed);
    }

    String idNo() {
        LocalDate born = LocalDate.of(1930, 1, 1).plusDays(random.nextInt(33_000));
        String first17 =
                "99%04d%s%03d"
                        .formatted(
                                random.nextInt(10_000),
                                born.toString().replace("-", ""),
                                random.nextInt(1_000));
        return first17 + ResidentId.checkCharacter(first17);
    }

    String phone() {
        return "1400000%04d".formatted(random.nextInt(10_000));
    }

    String name() {
        StringBuilder name = new StringBuilder();
        name.append(SURNAMES.charAt(random.nextInt(SURNAMES.length())));
        for (int i = random.nextInt(2); i >= 0; i--) {
            name.append(GIVEN.charAt(random.nextInt(GIVEN.length())));
        }
        return name.toString();
    }

    Random random() {
        return random;
    }
}
