/**
 * Hooks into Kafka Streams: the moment before a commit, a store's own changelog records, paused and guarded partitions, dead threads. Only here may
 * Kafka Streams' {@code internals} be used; the room knows no other room.
 */
@NullMarked
package io.eventbatcher.batching.streams;

import org.jspecify.annotations.NullMarked;
