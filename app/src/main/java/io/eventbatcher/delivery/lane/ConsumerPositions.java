package io.eventbatcher.delivery.lane;

import io.eventbatcher.config.TopicSettings;
import io.eventbatcher.time.Clocks;
import io.eventbatcher.time.Moment;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.WakeupException;

/** Positions and committed offsets, as the consumer knows them. A wake-up meant for a poll may surface in any call, and is ignored. */
public final class ConsumerPositions {
    /** The least time between two transactions that only move a lane past transaction markers. */
    public static final Duration TIDY_INTERVAL = Duration.ofSeconds(1);

    /** The longest that one question to Kafka may keep the poll thread. */
    private static final Duration QUESTION_BOUND = Duration.ofSeconds(5);

    private final Consumer<byte[], byte[]> consumer;
    private final TopicSettings topics;
    private final Clocks clocks;
    private final Map<Lane, Moment> tidied = new HashMap<>();
    private boolean trusted;

    public ConsumerPositions(Consumer<byte[], byte[]> consumer, TopicSettings topics, Clocks clocks) {
        this.consumer = consumer;
        this.topics = topics;
        this.clocks = clocks;
    }

    /**
     * @param allAccepted true if every record behind the consumer's positions is in its lane; false while polling, and after a failure
     *     between poll and lane, when a position may be past records that nobody holds
     */
    public void trust(boolean allAccepted) {
        trusted = allAccepted;
    }

    /** The settlements of lanes that have anything to settle; a drained lane's reaches past the markers of transactions. */
    public Map<Lane, Settlement> settlements(List<Lane> lanes) {
        Map<Lane, Settlement> due = new LinkedHashMap<>();
        for (Lane lane : lanes) {
            Settlement finished = lane.settling().settlement();
            Settlement settlement =
                    lane.settling().drainedBy(finished) ? pastTransactionMarkers(lane, finished) : finished;
            if (!settlement.empty()) {
                due.put(lane, settlement);
            }
        }
        return due;
    }

    /**
     * Moves the last settlement of a lane past the transaction markers behind the last batch, so that lag reads zero. Without batches at
     * most once each {@link #TIDY_INTERVAL}.
     */
    private Settlement pastTransactionMarkers(Lane lane, Settlement settlement) {
        Moment now = clocks.moment();
        if (!trusted) {
            return settlement;
        }
        if (settlement.batches().isEmpty()
                && now.isBefore(tidied.getOrDefault(lane, Moment.LONG_AGO).plus(TIDY_INTERVAL))) {
            return settlement;
        }
        tidied.put(lane, now);
        TopicPartition partition = new TopicPartition(topics.batches(lane.route()), lane.number());
        try {
            return settlement.upTo(consumer.position(partition, Duration.ZERO));
        } catch (WakeupException | TimeoutException notNow) {
            return settlement;
        }
    }

    void forget(Lane lane) {
        tidied.remove(lane);
    }

    public ConsumerGroupMetadata groupMetadata() {
        return consumer.groupMetadata();
    }

    /**
     * The committed offsets, once a transaction of another instance that is still open has ended. Partitions without an offset are
     * absent.
     *
     * @throws TimeoutException when Kafka did not tell in time
     */
    public Map<TopicPartition, OffsetAndMetadata> committedWithMetadata(Collection<TopicPartition> partitions) {
        Map<TopicPartition, OffsetAndMetadata> found =
                new HashMap<>(withoutWakeup(() -> consumer.committed(new HashSet<>(partitions), QUESTION_BOUND)));
        found.values().removeIf(committed -> committed == null);
        return found;
    }

    private static <T> T withoutWakeup(Supplier<T> call) {
        while (true) {
            try {
                return call.get();
            } catch (WakeupException meantForPoll) {
                // thrown once for each wake-up, and the call has done nothing
            }
        }
    }
}
