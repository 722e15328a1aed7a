/** The signals of domain 06 §6.1 as named constants, and the hard rules over them. */
@NullMarked
package org.fengqiao.risk.signal;

import org.jspecify.annotations.NullMarked;
