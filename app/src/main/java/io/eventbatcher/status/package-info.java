/**
 * The status of the whole system: each stage of each route with its state, all causes, the remedy and what waits, from what instances and
 * topics tell.
 *
 * <p>Reads the ledger, the lanes topic and committed offsets from outside; knows neither half.
 */
@NullMarked
package io.eventbatcher.status;

import org.jspecify.annotations.NullMarked;
