@NullMarked
package org.fengqiao.intake;

import org.jspecify.annotations.NullMarked;
