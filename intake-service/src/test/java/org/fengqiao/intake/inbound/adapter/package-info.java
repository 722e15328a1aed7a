@NullMarked
package org.fengqiao.intake.inbound.adapter;

import org.jspecify.annotations.NullMarked;
