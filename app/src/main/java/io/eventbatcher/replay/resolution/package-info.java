/**
 * The topic of resolutions: the fate that operators gave to dead letters, and their runs of replays, both as JSON. Touches Kafka's records;
 * writes nothing itself.
 */
@NullMarked
package io.eventbatcher.replay.resolution;

import org.jspecify.annotations.NullMarked;
