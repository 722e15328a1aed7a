/** The only transactions of dispatch. */
@NullMarked
package org.fengqiao.dispatch.handling;

import org.jspecify.annotations.NullMarked;
