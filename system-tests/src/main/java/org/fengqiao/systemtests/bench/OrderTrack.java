package org.fengqiao.systemtests.bench;

/**
 * The first order of one case as its unit sees it. Times are {@link System#nanoTime()}, 0 while it
 * has not happened.
 */
final class OrderTrack {

    volatile long arrived;
    volatile long signed;
    volatile long finished;
}
