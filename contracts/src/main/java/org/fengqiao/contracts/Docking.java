package org.fengqiao.contracts;

/** CL-10 对接类型 (seed 002-47). */
public enum Docking {
    LITIGATION,
    POLICE,
    PROCURATORATE,
    PETITION,
    ARBITRATION,
    SPECIALIST
}
