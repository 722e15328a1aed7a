/**
 * The native records of the upstream systems: one adapter per system (the list of {@code …Adapter}
 * files is the list of systems), strict parsers of the formats they come in. Reading starts at
 * {@link org.fengqiao.intake.inbound.adapter.AdapterReader}.
 */
@NullMarked
package org.fengqiao.intake.inbound.adapter;

import org.jspecify.annotations.NullMarked;
