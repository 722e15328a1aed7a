@NullMarked
package org.fengqiao.intake.reception;

import org.jspecify.annotations.NullMarked;
