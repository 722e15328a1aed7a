/**
 * The world outside the platform, for demo traffic and the benchmark: made-up persons with made-up
 * quarrels, the sources that push them, the units and people that answer. Uses the outside edges
 * only; no part of production images.
 */
@NullMarked
package org.fengqiao.simulators;

import org.jspecify.annotations.NullMarked;
