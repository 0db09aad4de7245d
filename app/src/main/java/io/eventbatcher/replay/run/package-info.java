/**
 * Runs of replays: the plan, the transactions that send letters and mark them, the pace, and the outcomes. Touches the rooms of reading, the
 * states of lanes and Kafka's producer; asks nobody and prints nothing.
 */
@NullMarked
package io.eventbatcher.replay.run;

import org.jspecify.annotations.NullMarked;
