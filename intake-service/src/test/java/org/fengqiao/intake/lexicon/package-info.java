@NullMarked
package org.fengqiao.intake.lexicon;

import org.jspecify.annotations.NullMarked;
