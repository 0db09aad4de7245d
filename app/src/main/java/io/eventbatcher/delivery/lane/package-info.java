/**
 * A lane: one assigned partition of a batches topic, with the lane's batches, requests and offsets.
 *
 * <p>Touches records, the ledger's tallies, the Kafka consumer, {@code search}, {@code history} and {@code loop}; knows no gate, no rate, no
 * halt and no rejection.
 */
@NullMarked
package io.eventbatcher.delivery.lane;

import org.jspecify.annotations.NullMarked;
