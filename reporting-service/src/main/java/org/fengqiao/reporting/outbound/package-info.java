/** How reporting keeps the projection and reads it. */
@NullMarked
package org.fengqiao.reporting.outbound;

import org.jspecify.annotations.NullMarked;
