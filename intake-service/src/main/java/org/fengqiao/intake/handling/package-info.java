/** The only transactions of intake; each handler takes a batch. */
@NullMarked
package org.fengqiao.intake.handling;

import org.jspecify.annotations.NullMarked;
