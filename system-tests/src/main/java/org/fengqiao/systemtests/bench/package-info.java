/**
 * The benchmark: open-loop load through the outside edges, as figures. Lost and doubled are counted
 * from what came out of the edges, not from the services' own counters.
 */
@NullMarked
package org.fengqiao.systemtests.bench;

import org.jspecify.annotations.NullMarked;
