/**
 * The places in partitions up to which records are read: kept with the counts, compared with Kafka, held where records are gone. The room knows
 * {@code node} and {@code streams}.
 */
@NullMarked
package io.eventbatcher.batching.position;

import org.jspecify.annotations.NullMarked;
