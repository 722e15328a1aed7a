@NullMarked
package org.fengqiao.privacy;

import org.jspecify.annotations.NullMarked;
