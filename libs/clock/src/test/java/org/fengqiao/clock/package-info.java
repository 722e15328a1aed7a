@NullMarked
package org.fengqiao.clock;

import org.jspecify.annotations.NullMarked;
