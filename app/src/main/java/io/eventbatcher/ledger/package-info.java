/**
 * The ledger: cumulative counts of events in, out, duplicate and dead, each written in the transaction of the events counted. Touches the ledger topic
 * and the metadata of committed offsets; knows neither half.
 */
@NullMarked
package io.eventbatcher.ledger;

import org.jspecify.annotations.NullMarked;
