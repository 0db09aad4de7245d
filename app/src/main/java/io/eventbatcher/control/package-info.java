/**
 * The channel between operators and running instances: a compacted topic with the newest order for each route, lane or source topic, and
 * the state of each instance's lanes. Touches the configuration and the Kafka clients; nothing that delivers or batches waits for it.
 */
@NullMarked
package io.eventbatcher.control;

import org.jspecify.annotations.NullMarked;
