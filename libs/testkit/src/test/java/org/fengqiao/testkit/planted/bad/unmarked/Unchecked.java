package org.fengqiao.testkit.planted.bad.unmarked;

/** In a package without NullMarked. */
interface Unchecked {}
