/**
 * Journeys through the outside edges of a running platform, with real tokens and a real Kafka
 * client.
 */
@NullMarked
package org.fengqiao.systemtests;

import org.jspecify.annotations.NullMarked;
