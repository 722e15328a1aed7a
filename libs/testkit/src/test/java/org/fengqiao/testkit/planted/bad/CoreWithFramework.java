package org.fengqiao.testkit.planted.bad;

import com.tngtech.archunit.lang.ArchRule;

/** A domain class that knows a framework. */
record CoreWithFramework(ArchRule rule) {}
