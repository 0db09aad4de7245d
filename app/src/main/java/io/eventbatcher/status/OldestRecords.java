package io.eventbatcher.status;

import io.eventbatcher.config.Settings;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * The timestamps of the first records behind committed offsets. A partition whose offset moves between two looks has young records, so only
 * those that stand still are asked, and each offset once.
 */
final class OldestRecords implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final Duration POLL = Duration.ofMillis(100);

    private final Supplier<Consumer<byte[], byte[]>> consumers;
    private final Map<TopicPartition, Look> looks = new HashMap<>();
    private @Nullable Consumer<byte[], byte[]> consumer;
    private boolean lookedBefore;

    /**
     * A look at the first unread offset.
     *
     * @param timestamp of the first record; null if none was found
     * @param empty the offset up to which nothing but transaction markers stands
     */
    private record Look(long next, @Nullable Instant timestamp, long empty) {
        static Look at(Position position) {
            return new Look(position.next(), null, position.next());
        }

        boolean isOpen(Position position) {
            return timestamp == null && empty < position.readable();
        }

        Backlog of(Position position) {
            Backlog backlog = position.backlog();
            if (timestamp == null && empty >= position.readable()) {
                return new Backlog(0, backlog.hidden(), null);
            }
            return backlog.withOldest(timestamp);
        }
    }

    /** @param consumers makes a consumer of no group, closed with this */
    OldestRecords(Supplier<Consumer<byte[], byte[]>> consumers) {
        this.consumers = consumers;
    }

    /** The backlogs with the oldest timestamps, as far as they could be read. */
    Map<TopicPartition, Backlog> in(Map<TopicPartition, Position> positions) {
        Set<TopicPartition> asked = new HashSet<>();
        positions.forEach((partition, position) -> {
            Look before = looks.get(partition);
            boolean stands = before != null && before.next() == position.next();
            Look look = before != null && stands ? before : Look.at(position);
            looks.put(partition, look);
            if (look.isOpen(position) && (stands || !lookedBefore)) {
                asked.add(partition);
            }
        });
        lookedBefore = true;
        if (!asked.isEmpty()) {
            read(asked, positions);
        }
        Map<TopicPartition, Backlog> backlogs = new HashMap<>();
        positions.forEach((partition, position) -> backlogs.put(
                partition, looks.getOrDefault(partition, Look.at(position)).of(position)));
        return backlogs;
    }

    private void read(Set<TopicPartition> asked, Map<TopicPartition, Position> positions) {
        Consumer<byte[], byte[]> reader = consumer == null ? consumers.get() : consumer;
        consumer = reader;
        reader.assign(asked);
        Set<TopicPartition> missing = new HashSet<>(asked);
        positions.forEach((partition, position) -> {
            if (asked.contains(partition)) {
                reader.seek(partition, position.next());
            }
        });
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (missing.stream().anyMatch(partition -> isBehind(reader, partition, positions))
                && System.nanoTime() < end) {
            for (ConsumerRecord<byte[], byte[]> entry : reader.poll(POLL)) {
                TopicPartition partition = new TopicPartition(entry.topic(), entry.partition());
                Look look = looks.get(partition);
                if (look != null && missing.remove(partition)) {
                    Instant timestamp = Instant.ofEpochMilli(entry.timestamp());
                    looks.put(partition, new Look(look.next(), timestamp, look.next()));
                    reader.pause(Set.of(partition));
                }
            }
        }
        for (TopicPartition partition : missing) {
            looks.computeIfPresent(partition, (same, look) -> new Look(look.next(), null, reader.position(partition)));
        }
        reader.unsubscribe();
    }

    private static boolean isBehind(
            Consumer<byte[], byte[]> reader, TopicPartition partition, Map<TopicPartition, Position> positions) {
        Position position = positions.get(partition);
        return position != null && reader.position(partition) < position.readable();
    }

    /** A consumer that fetches little. */
    static Consumer<byte[], byte[]> consumer(Settings settings) {
        Map<String, Object> properties = settings.kafka().readerProperties();
        properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        properties.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 10_000);
        // one record of each partition is wanted; a broker gives a whole batch at least
        properties.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, 1);
        return new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    @Override
    public void close() {
        Consumer<byte[], byte[]> opened = consumer;
        consumer = null;
        if (opened != null) {
            try {
                opened.close(CloseOptions.timeout(Duration.ZERO));
            } catch (InterruptException hurry) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
