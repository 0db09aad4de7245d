package io.eventbatcher.batching.source;

import io.eventbatcher.batching.node.Nodes;
import io.eventbatcher.batching.node.TallyStore;
import io.eventbatcher.batching.position.PartitionPositions;
import io.eventbatcher.batching.position.PartitionProgress;
import io.eventbatcher.batching.streams.PausedPartitions;
import io.eventbatcher.config.Settings;
import io.eventbatcher.ledger.Account;
import io.eventbatcher.route.Route;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** The source partitions of one task, with their accounts in the ledger. */
final class SourcePartitions {
    private final String replays;
    private final List<String> topics;
    private final PausedPartitions paused;
    private final PartitionPositions positions;
    private final Map<String, Source> sources = new HashMap<>();
    private @Nullable TallyStore tallies;
    private int partition;

    /** A partition of the task, the counter of the topic's account, and the place up to which the partition is read. */
    record Source(TopicPartition partition, TallyStore.Counter counter, PartitionProgress progress) {
        String topic() {
            return partition.topic();
        }

        /** The account of the partition, replays of all routes included. */
        Account account() {
            return new Account(Account.Stage.INGEST, topic(), partition.partition());
        }
    }

    SourcePartitions(Settings settings, PausedPartitions paused, PartitionPositions positions) {
        this.replays = settings.topics().replays();
        this.topics = settings.ingestTopics();
        this.paused = paused;
        this.positions = positions;
    }

    void init(int partitionOfTask, TallyStore talliesOfTask) {
        partition = partitionOfTask;
        tallies = talliesOfTask;
        sources.clear();
        // also those that are still without a record: the consumer reads none before its task is ready
        topics.forEach(this::of);
    }

    Source of(String topic) {
        Source known = sources.get(topic);
        if (known == null) {
            TopicPartition source = new TopicPartition(topic, partition);
            Account account = new Account(Account.Stage.INGEST, topic, partition);
            known = new Source(
                    source,
                    counter(account),
                    positions.begin(source, Nodes.initialised(tallies).position(account)));
            sources.put(topic, known);
        }
        return known;
    }

    /** Before each commit: keeps positions, losses and counts. */
    void write() {
        TallyStore store = Nodes.initialised(tallies);
        sources.values()
                .forEach(source -> source.progress().keepWith(source.counter(), () -> store.arrived(source.topic())));
        store.write();
    }

    /** Replays of all routes share a topic, and are counted by route, so that the audit can balance each route. */
    TallyStore.Counter counter(Source source, Route route) {
        return isReplays(source)
                ? counter(new Account(Account.Stage.INGEST, Account.nameOfReplays(replays, route), partition))
                : source.counter();
    }

    private TallyStore.Counter counter(Account account) {
        return Nodes.initialised(tallies).counter(account);
    }

    boolean isReplays(Source source) {
        return source.topic().equals(replays);
    }

    void pause(Source source) {
        paused.pause(source.partition());
    }

    void resume(Source source) {
        paused.resume(source.partition());
    }

    List<Account> accounts() {
        return sources.values().stream().map(Source::account).toList();
    }

    void close() {
        paused.resumeAll(sources.values().stream().map(Source::partition).toList());
        sources.values().forEach(source -> positions.end(source.progress()));
    }
}
