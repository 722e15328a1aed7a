package org.fengqiao.contracts;

/** CL-04 难易程度: 一般(村居就近调), 困难(乡镇协同调), 尖锐(县级专业调) (seed 000-29). */
public enum Difficulty {
    NORMAL,
    HARD,
    SHARP
}
