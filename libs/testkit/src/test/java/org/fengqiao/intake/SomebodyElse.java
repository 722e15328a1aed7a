package org.fengqiao.intake;

/** A class of another service. */
public final class SomebodyElse {}
