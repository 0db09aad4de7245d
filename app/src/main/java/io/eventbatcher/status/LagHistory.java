package io.eventbatcher.status;

import io.eventbatcher.control.LaneCause;
import io.eventbatcher.control.Stage;
import io.eventbatcher.control.StateName;
import io.eventbatcher.time.Clocks;
import io.eventbatcher.time.Moment;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.TopicPartition;

/**
 * The positions of the last minutes. Two causes show only with time: a lag that grows, and a transaction that stays open and hides all
 * records behind it.
 */
final class LagHistory {
    /** A restart, or the end of an outage of Kafka, takes less. */
    static final Duration SPAN = Duration.ofMinutes(2);

    /** A smaller lag is the daily life of batches. */
    static final long LEAST = 1_000;

    /** Nobody looked for longer: what changed meanwhile, and what did not, is unknown. */
    static final Duration LONGEST_GAP = Duration.ofSeconds(30);

    private final Clocks clocks;
    private final Map<String, Deque<Sample>> lags = new HashMap<>();
    private final Map<TopicPartition, Stand> stands = new HashMap<>();
    private Moment looked = Moment.LONG_AGO;

    private record Sample(Moment moment, Instant instant, long lag) {}

    /** The first open transaction of a partition, and when it was first seen. */
    private record Stand(long readable, Moment moment, Instant instant) {}

    LagHistory(Clocks clocks) {
        this.clocks = clocks;
    }

    /** Takes in the positions of this moment, and returns the causes that hold now, by topic. */
    Map<String, LaneCause> add(Map<TopicPartition, Position> positions) {
        if (looked.plus(LONGEST_GAP).isBefore(clocks.moment())) {
            lags.clear();
            stands.clear();
        }
        looked = clocks.moment();
        Map<String, Long> lagOf = new HashMap<>();
        positions.forEach((partition, position) -> {
            lagOf.merge(partition.topic(), position.backlog().unread(), Long::sum);
            watch(partition, position);
        });
        stands.keySet().retainAll(positions.keySet());
        Map<String, LaneCause> causes = new TreeMap<>();
        lagOf.forEach((topic, lag) -> grows(topic, lag, causes));
        stands.forEach((partition, stand) -> blocks(partition, stand, causes));
        return causes;
    }

    private void watch(TopicPartition partition, Position position) {
        Stand before = stands.get(partition);
        if (position.readable() >= position.end()) {
            stands.remove(partition);
        } else if (before == null || before.readable() != position.readable()) {
            stands.put(partition, new Stand(position.readable(), clocks.moment(), clocks.instant()));
        }
    }

    private void grows(String topic, long lag, Map<String, LaneCause> causes) {
        Deque<Sample> samples = lags.computeIfAbsent(topic, first -> new ArrayDeque<>());
        Moment now = clocks.moment();
        samples.addLast(new Sample(now, clocks.instant(), lag));
        Sample first = samples.getFirst();
        Duration span = now.since(first.moment());
        if (span.compareTo(SPAN) < 0) {
            return;
        }
        long middle = samples.stream()
                .filter(sample -> now.since(sample.moment()).compareTo(SPAN.dividedBy(2)) >= 0)
                .reduce((earlier, later) -> later)
                .map(Sample::lag)
                .orElse(lag);
        // a tenth more in each half: the lag at a commit depends on the moment
        if (lag >= LEAST && lag * 10 > middle * 11 && middle * 10 > first.lag() * 11) {
            causes.put(
                    topic,
                    new LaneCause(
                            Stage.SOURCE,
                            StateName.GROWING,
                            "The lag of %s grew from %,d to %,d records in %d s: more is written than read."
                                    .formatted(topic, first.lag(), lag, span.toSeconds()),
                            first.instant(),
                            null));
        }
        samples.removeFirst();
    }

    private void blocks(TopicPartition partition, Stand stand, Map<String, LaneCause> causes) {
        Duration open = clocks.moment().since(stand.moment());
        if (open.compareTo(SPAN) >= 0) {
            causes.put(
                    partition.topic(),
                    new LaneCause(
                            Stage.SOURCE,
                            StateName.BLOCKED,
                            "A transaction in %s has been open at offset %d for %d s, and hides all records behind it."
                                    .formatted(partition, stand.readable(), open.toSeconds()),
                            stand.instant(),
                            null));
        }
    }
}
