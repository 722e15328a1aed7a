@NullMarked
package org.fengqiao.intake.source;

import org.jspecify.annotations.NullMarked;
