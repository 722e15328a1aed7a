/**
 * The native records of the upstream systems: one adapter per system (the list of files is the list
 * of systems), the formats they come in, and what a record is refused for. Pure: no framework, no
 * clock, no database. Reading starts at {@link org.fengqiao.intake.source.RecordReader}.
 */
@NullMarked
package org.fengqiao.intake.source;

import org.jspecify.annotations.NullMarked;
