/**
 * A lane: one assigned partition of a batches topic, with its batches, the requests made of them, and its offsets.
 *
 * <p>Touches records, the ledger's tallies and the Kafka consumer; knows no route gate, no rate and no rejection.
 */
@NullMarked
package io.eventbatcher.delivery.lane;

import org.jspecify.annotations.NullMarked;
