package org.fengqiao.intake.reception;

/** How a record came in. */
public enum Door {
    HTTP,
    KAFKA
}
