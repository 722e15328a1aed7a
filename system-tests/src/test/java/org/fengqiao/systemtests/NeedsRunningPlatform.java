package org.fengqiao.systemtests;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Tests from outside: skipped, with the reason printed, unless told that a platform runs. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@EnabledIfSystemProperty(
        named = "fengqiao.system",
        matches = "true",
        disabledReason = "needs a running platform: ./fengqiao test")
@interface NeedsRunningPlatform {}
