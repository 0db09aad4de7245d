package io.eventbatcher.monitoring;

import io.eventbatcher.health.Health;
import io.eventbatcher.health.Heartbeat;
import io.eventbatcher.health.PollThreads;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The finding of {@code /health/live}: not good only when a restart would help, because a half has ended or hangs, or the heartbeat stands still. No
 * thread counts as hanging unless Kafka has answered all the while: calls of Kafka's clients may wait for Kafka for minutes, one after another.
 *
 * @param silence of a half, as a clause
 * @param kafkaAnswers the time since Kafka last failed to answer
 */
record Liveness(Supplier<Optional<String>> silence, Supplier<Duration> kafkaAnswers, Heartbeat heartbeat) {
    Health now() {
        Optional<String> hangs = silence.get();
        if (hangs.isPresent() && kafkaAnswers.get().compareTo(PollThreads.LONGEST_SILENCE) > 0) {
            return new Health(false, "Not well: " + hangs.get() + ".");
        }
        return heartbeat.beats() ? new Health(true, "Both halves run.") : heartbeat.health();
    }
}
