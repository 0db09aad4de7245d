package io.eventbatcher.delivery.simulation;

import io.eventbatcher.config.Settings;
import io.eventbatcher.record.Batch;
import io.eventbatcher.route.Route;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** The brokers: the batches topics, the group, its offsets, and the transactions that move them. */
final class SimulatedKafka {
    private final SimulatedTime time;
    private final Settings settings;
    private final Map<TopicPartition, PartitionLog> logs = new LinkedHashMap<>();
    private final Map<TopicPartition, OffsetAndMetadata> committed = new HashMap<>();
    private final Map<String, Transaction> open = new HashMap<>();
    private final Map<String, Integer> epochs = new HashMap<>();
    private final ConsumerGroup group;
    private final List<Consumer<TopicPartition>> arrivals = new ArrayList<>();
    private CommitListener listener = transaction -> {};

    /** What a transaction carries. */
    static final class Transaction {
        final List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        final Map<TopicPartition, OffsetAndMetadata> offsets = new LinkedHashMap<>();
    }

    /** Is told of each transaction at the moment when it is committed. */
    interface CommitListener {
        void committed(Transaction transaction);
    }

    SimulatedKafka(SimulatedTime time, Settings settings) {
        this.time = time;
        this.settings = settings;
        for (Route route : settings.enabledRoutes()) {
            for (int lane = 0; lane < settings.route(route).lanes(); lane++) {
                logs.put(lane(route, lane), new PartitionLog());
            }
        }
        group = new ConsumerGroup(logs.keySet());
    }

    TopicPartition lane(Route route, int lane) {
        return new TopicPartition(settings.topics().batches(route), lane);
    }

    Set<TopicPartition> lanes() {
        return logs.keySet();
    }

    ConsumerGroup group() {
        return group;
    }

    PartitionLog log(TopicPartition lane) {
        return Objects.requireNonNull(logs.get(lane));
    }

    void onCommit(CommitListener told) {
        listener = told;
    }

    /** Rings whenever a batch is appended, with its lane. */
    void onArrival(Consumer<TopicPartition> bell) {
        arrivals.add(bell);
    }

    /** Appends a batch. @return its offset */
    long append(Batch batch) {
        TopicPartition lane = lane(batch.route(), batch.lane());
        long offset = log(lane).append(batch.toBytes());
        arrivals.forEach(bell -> bell.accept(lane));
        return offset;
    }

    @Nullable
    OffsetAndMetadata committed(TopicPartition lane) {
        return committed.get(lane);
    }

    /** True while a transaction that may still be committed holds the lane's offset. */
    boolean isPending(TopicPartition lane) {
        return open.values().stream().anyMatch(transaction -> transaction.offsets.containsKey(lane));
    }

    /** A new producer of this name: the transaction of the one before is aborted. @return the new producer's epoch */
    int initTransactions(String name) {
        open.remove(name);
        return epochs.merge(name, 1, Integer::sum);
    }

    boolean isFenced(String name, int epoch) {
        return epochs.getOrDefault(name, 0) != epoch;
    }

    /** Kafka aborts a transaction that takes longer than this, and fences its producer. */
    void begin(String name, int epoch, Duration most) {
        Transaction transaction = new Transaction();
        open.put(name, transaction);
        time.after(most, () -> {
            if (open.get(name) == transaction && !isFenced(name, epoch)) {
                initTransactions(name);
            }
        });
    }

    Transaction open(String name) {
        return Objects.requireNonNull(open.get(name));
    }

    void abort(String name) {
        open.remove(name);
    }

    void commit(String name) {
        Transaction transaction = Objects.requireNonNull(open.remove(name));
        listener.committed(transaction);
        committed.putAll(transaction.offsets);
    }
}
