package org.fengqiao.systemtests.bench;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The orders of one case as its unit sees them. */
final class OrderTrack {

    final Set<String> orderNos = ConcurrentHashMap.newKeySet();
    volatile long arrived;
    volatile long signed;
    volatile long finished;
}
