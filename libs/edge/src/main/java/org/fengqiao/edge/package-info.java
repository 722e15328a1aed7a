/**
 * What the HTTP and identity edge of every service needs: who calls, what they may see, problems,
 * the platform clock.
 */
@NullMarked
package org.fengqiao.edge;

import org.jspecify.annotations.NullMarked;
