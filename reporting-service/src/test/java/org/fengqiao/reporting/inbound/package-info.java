@NullMarked
package org.fengqiao.reporting.inbound;

import org.jspecify.annotations.NullMarked;
