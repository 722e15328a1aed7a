/**
 * Journal, outbox, relay, sequence check and edge inbox: how a service tells what happened exactly
 * once and hears what others tell in order. Called by {@code handling} and {@code inbound}, never
 * extended.
 */
@NullMarked
package org.fengqiao.outbox;

import org.jspecify.annotations.NullMarked;
