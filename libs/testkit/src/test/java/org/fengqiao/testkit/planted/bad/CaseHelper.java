package org.fengqiao.testkit.planted.bad;

/** A name that says nothing. */
interface CaseHelper {}
