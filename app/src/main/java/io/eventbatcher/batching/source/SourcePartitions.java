package io.eventbatcher.batching.source;

import io.eventbatcher.batching.node.Nodes;
import io.eventbatcher.batching.node.TallyStore;
import io.eventbatcher.batching.streams.PausedPartitions;
import io.eventbatcher.ledger.Account;
import io.eventbatcher.route.Route;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** The source partitions of one task, with their accounts in the ledger. */
final class SourcePartitions {
    private final String replays;
    private final PausedPartitions paused;
    private final Map<String, Source> sources = new HashMap<>();
    private @Nullable TallyStore tallies;
    private int partition;

    /** A partition of the task, and the counter of the topic's account. */
    record Source(TopicPartition partition, TallyStore.Counter counter) {
        String topic() {
            return partition.topic();
        }
    }

    /** @param replays the name of the replay topic */
    SourcePartitions(String replays, PausedPartitions paused) {
        this.replays = replays;
        this.paused = paused;
    }

    void init(int partitionOfTask, TallyStore talliesOfTask) {
        partition = partitionOfTask;
        tallies = talliesOfTask;
        sources.clear();
    }

    Source of(String topic) {
        Source known = sources.get(topic);
        if (known == null) {
            known = new Source(
                    new TopicPartition(topic, partition), counter(new Account(Account.Stage.INGEST, topic, partition)));
            sources.put(topic, known);
        }
        return known;
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

    void resumeAll() {
        paused.resumeAll(sources.values().stream().map(Source::partition).toList());
    }
}
