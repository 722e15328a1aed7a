/** A source's own classes to CL-02, as tables with rule ids ({@code mapping/*.csv}). */
@NullMarked
package org.fengqiao.intake.mapping;

import org.jspecify.annotations.NullMarked;
