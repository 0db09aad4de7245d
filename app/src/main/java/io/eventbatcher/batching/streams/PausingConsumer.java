package io.eventbatcher.batching.streams;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.LogTruncationException;
import org.apache.kafka.clients.consumer.NoOffsetForPartitionException;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A stream thread's consumer. Fetches nothing from {@link PausedPartitions} and held partitions, and goes on polling: membership,
 * punctuation and all other partitions live on. Kafka Streams pauses and resumes partitions too, when its buffers are full; a partition
 * flows only when all agree. A {@link PollGuard} decides where reading begins.
 */
final class PausingConsumer extends KafkaConsumer<byte[], byte[]> {
    /** The longest wait of a stream thread for Kafka's answer to a question. */
    private static final Duration QUESTION_BOUND = Duration.ofSeconds(5);

    private static final Logger LOG = LoggerFactory.getLogger(PausingConsumer.class);

    private final PausedPartitions pausedByTasks;
    private final PollGuard guard;
    private final TopicIds topicIds;
    private final PollGuard.Log log = new PositionsInKafka();
    private final Set<TopicPartition> pausedByStreams = new HashSet<>();
    private final Set<TopicPartition> pausedInLastPoll = new HashSet<>();

    private final Set<PausingConsumer> polling;

    /** @param polling contains the consumer during each poll */
    PausingConsumer(
            Map<String, Object> configuration,
            PausedPartitions pausedByTasks,
            PollGuard guard,
            Set<PausingConsumer> polling) {
        super(guarded(configuration), new ByteArrayDeserializer(), new ByteArrayDeserializer());
        this.pausedByTasks = pausedByTasks;
        this.guard = guard;
        this.polling = polling;
        this.topicIds = TopicIds.of(this);
    }

    private static Map<String, Object> guarded(Map<String, Object> configuration) {
        Map<String, Object> guarded = new HashMap<>(configuration);
        guarded.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        return guarded;
    }

    @Override
    public ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
        Set<TopicPartition> assigned = assignment();
        try {
            // the client tells of a truncation in answer to any question for a position, too
            topicIds.withEpochOfDeletedTopic(assigned).forEach(this::readWithoutEpoch);
            guard.beforePoll(assigned, topicIds.now(), log);
            pauseAndResume();
            polling.add(this);
            return guard.afterPoll(super.poll(timeout), topicIds.now(), log);
        } catch (NoOffsetForPartitionException none) {
            guard.notCommitted(none.partitions(), log);
        } catch (LogTruncationException branched) {
            Map<TopicPartition, Long> divergent = new HashMap<>();
            branched.divergentOffsets().forEach((partition, at) -> divergent.put(partition, at.offset()));
            Map<TopicPartition, Long> others = new HashMap<>(branched.offsetOutOfRangePartitions());
            others.keySet().removeAll(divergent.keySet());
            guard.truncated(divergent, log);
            guard.outOfRange(others, log);
        } catch (OffsetOutOfRangeException gone) {
            guard.outOfRange(gone.offsetOutOfRangePartitions(), log);
        } catch (WakeupException ended) {
            // the poll has read nothing
        } finally {
            polling.remove(this);
        }
        return ConsumerRecords.empty();
    }

    /** A seek leaves out the epoch that was committed with the offset. */
    private void readWithoutEpoch(TopicPartition partition) {
        long position = log.position(partition);
        if (position < 0) {
            OffsetAndMetadata committed =
                    committed(Set.of(partition), QUESTION_BOUND).get(partition);
            position = committed == null ? position : committed.offset();
        }
        if (position >= 0) {
            topicIds.forgetEpoch(partition);
            seek(partition, position);
            LOG.atWarn()
                    .addKeyValue("partition", partition)
                    .addKeyValue("offset", position)
                    .log(
                            "The committed offset is that of a deleted topic of this name; the leader of the present topic is asked all the same.");
        }
    }

    @Override
    public void pause(Collection<TopicPartition> partitions) {
        pausedByStreams.addAll(partitions);
        super.pause(partitions);
    }

    @Override
    public void resume(Collection<TopicPartition> partitions) {
        pausedByStreams.removeAll(partitions);
        Set<TopicPartition> flowing = new HashSet<>(partitions);
        flowing.removeIf(this::isPaused);
        super.resume(flowing);
    }

    /** Kafka Streams does so for partitions without a committed offset, for example after it has dropped a corrupted store. */
    @Override
    public void seekToBeginning(Collection<TopicPartition> partitions) {
        guard.notCommitted(partitions.isEmpty() ? assignment() : Set.copyOf(partitions), log);
    }

    private boolean isPaused(TopicPartition partition) {
        return pausedByTasks.isPaused(partition) || guard.holds(partition);
    }

    private void pauseAndResume() {
        Set<TopicPartition> assigned = assignment();
        pausedByStreams.retainAll(assigned);
        Set<TopicPartition> paused = paused();
        Set<TopicPartition> toPause = new HashSet<>();
        Set<TopicPartition> toResume = new HashSet<>();
        pausedInLastPoll.clear();
        for (TopicPartition partition : assigned) {
            boolean pause = isPaused(partition) || pausedByStreams.contains(partition);
            if (pause) {
                pausedInLastPoll.add(partition);
            }
            if (pause && !paused.contains(partition)) {
                toPause.add(partition);
            } else if (!pause && paused.contains(partition)) {
                toResume.add(partition);
            }
        }
        if (!toPause.isEmpty()) {
            super.pause(toPause);
        }
        if (!toResume.isEmpty()) {
            super.resume(toResume);
        }
    }

    /** The guard's questions and changes. */
    private final class PositionsInKafka implements PollGuard.Log {
        @Override
        public long position(TopicPartition partition) {
            try {
                return PausingConsumer.this.position(partition, Duration.ZERO);
            } catch (TimeoutException unknown) {
                return -1;
            } catch (NoOffsetForPartitionException none) {
                guard.notCommitted(none.partitions(), this);
                return -1;
            }
        }

        @Override
        public void seek(TopicPartition partition, long offset) {
            PausingConsumer.this.seek(partition, offset);
        }

        @Override
        public void seekToBeginning(Set<TopicPartition> partitions) {
            PausingConsumer.super.seekToBeginning(partitions);
        }

        @Override
        public long begin(TopicPartition partition) {
            return beginningOffsets(Set.of(partition), QUESTION_BOUND).getOrDefault(partition, 0L);
        }

        @Override
        public long end(TopicPartition partition) {
            return endOffsets(Set.of(partition), QUESTION_BOUND).getOrDefault(partition, 0L);
        }

        @Override
        public long lag(TopicPartition partition) {
            return currentLag(partition).orElse(-1);
        }

        @Override
        public boolean isPaused(TopicPartition partition) {
            return pausedInLastPoll.contains(partition);
        }

        @Override
        public long refreshTopicIds() {
            return topicIds.refresh();
        }
    }
}
