package org.fengqiao.testkit.planted.bad;

import org.fengqiao.intake.SomebodyElse;

/** Reaches into another service. */
record KnowsAnotherService(SomebodyElse other) {}
