/**
 * Time of the platform: the one clock every service reads, the workday calendar with its make-up
 * workdays (调休), and legal periods (期间).
 *
 * <p>Instants are UTC; days, workdays and case dates are those of Asia/Shanghai. Nothing here knows
 * a framework, a topic or a table. Reading starts at {@link org.fengqiao.clock.DueInstants}.
 */
@NullMarked
package org.fengqiao.clock;

import org.jspecify.annotations.NullMarked;
