/**
 * Settling: receipts, dead letters, ledger and offsets of finished batches in one Kafka transaction, and the purge of settled batches.
 *
 * <p>Touches lanes and the Kafka producer; knows nothing of HubSpot's answers.
 */
@NullMarked
package io.eventbatcher.delivery.settle;

import org.jspecify.annotations.NullMarked;
