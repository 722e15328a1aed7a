/**
 * The published language: one sealed interface of event records per owning service, the code lists
 * these records use, the table of wire names and the reference baseline (data). No behaviour and no
 * framework; every consumer decodes these records from JSON with its own mapper.
 */
@NullMarked
package org.fengqiao.contracts;

import org.jspecify.annotations.NullMarked;
