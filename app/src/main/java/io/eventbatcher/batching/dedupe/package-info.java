/**
 * Drops events that were seen within the window, by entries in RocksDB. Only here may {@code org.rocksdb} be used; the room knows
 * {@code node}, {@code position} and {@code streams}.
 */
@NullMarked
package io.eventbatcher.batching.dedupe;

import org.jspecify.annotations.NullMarked;
