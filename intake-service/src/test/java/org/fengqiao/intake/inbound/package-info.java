@NullMarked
package org.fengqiao.intake.inbound;

import org.jspecify.annotations.NullMarked;
