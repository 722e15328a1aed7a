@NullMarked
package org.fengqiao.intake.mapping;

import org.jspecify.annotations.NullMarked;
