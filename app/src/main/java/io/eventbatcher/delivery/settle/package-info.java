/**
 * Settling: one transaction writes receipts, dead letters and the ledger, and commits offsets; settled batches are purged.
 *
 * <p>Touches {@code lane}, {@code loop}, the transactional producer and the admin client; knows no requests, no gates and no rates.
 */
@NullMarked
package io.eventbatcher.delivery.settle;

import org.jspecify.annotations.NullMarked;
