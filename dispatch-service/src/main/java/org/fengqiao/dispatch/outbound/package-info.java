/** How dispatch keeps and tells: stores, published events, messages to departments and sources. */
@NullMarked
package org.fengqiao.dispatch.outbound;

import org.jspecify.annotations.NullMarked;
