/**
 * The batching half: one Kafka Streams topology, exactly once, from source topics to topics of batches. Assembles the rooms below, of
 * which others see the observer alone; time is Streams' own wall clock ({@code currentSystemTimeMs}), which a test driver can hold still.
 */
@NullMarked
package io.eventbatcher.batching;

import org.jspecify.annotations.NullMarked;
