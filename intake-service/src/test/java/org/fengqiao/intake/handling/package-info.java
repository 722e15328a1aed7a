@NullMarked
package org.fengqiao.intake.handling;

import org.jspecify.annotations.NullMarked;
