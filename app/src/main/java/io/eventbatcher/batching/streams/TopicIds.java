package io.eventbatcher.batching.streams;

import java.lang.reflect.Field;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.Metadata;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;

/**
 * The ids of the topics that a consumer fetches from, as the consumer itself knows them. Another client's answer would be older or newer than
 * the records of a poll; and a consumer goes on silently when a topic is deleted and created again. Kafka has no public way (decision 0025).
 */
final class TopicIds {
    /** A newer epoch than brokers tell is normal for a moment, while they elect a leader. */
    private static final int ANSWERS = 10;

    private final Metadata metadata;
    private final Map<?, ?> lastSeenEpochs;
    private final Map<TopicPartition, Integer> contradicted = new HashMap<>();
    private int answersSeen;

    private TopicIds(Metadata metadata, Map<?, ?> lastSeenEpochs) {
        this.metadata = metadata;
        this.lastSeenEpochs = lastSeenEpochs;
    }

    /** Of a consumer under the classic group protocol. */
    static TopicIds of(KafkaConsumer<?, ?> consumer) {
        try {
            Object delegate = value(KafkaConsumer.class, "delegate", consumer);
            Metadata metadata = (Metadata) value(delegate.getClass(), "metadata", delegate);
            return new TopicIds(metadata, (Map<?, ?>) value(Metadata.class, "lastSeenLeaderEpochs", metadata));
        } catch (ReflectiveOperationException | ClassCastException moved) {
            throw new IllegalStateException(
                    "This release of Kafka's client does not tell the ids of topics; TopicIds must be adapted", moved);
        }
    }

    private static Object value(Class<?> type, String name, Object of) throws ReflectiveOperationException {
        Field field = type.getDeclaredField(name);
        field.setAccessible(true);
        return field.get(of);
    }

    /** By name; topics that the consumer does not know yet are absent. */
    Map<String, Uuid> now() {
        return metadata.topicIds();
    }

    /** Has the consumer ask a broker again, and returns the number of answers so far. A lagging broker may tell the id of a deleted topic. */
    int refresh() {
        return metadata.requestUpdate(true);
    }

    /**
     * Partitions of which brokers tell an older leader epoch, ten answers in a row, than the consumer believes in. An offset that was committed for a
     * deleted topic carries the epoch of that topic; a consumer that has seen the offset takes the new topic's leader for outdated, for ever.
     */
    Set<TopicPartition> withEpochOfDeletedTopic(Set<TopicPartition> assigned) {
        int answers = metadata.updateVersion();
        if (answers == answersSeen) {
            return Set.of();
        }
        answersSeen = answers;
        contradicted.keySet().retainAll(assigned);
        Cluster told = metadata.fetch();
        for (TopicPartition partition : assigned) {
            boolean believed = told.leaderFor(partition) == null
                    || metadata.currentLeader(partition).leader.isPresent();
            if (believed) {
                contradicted.remove(partition);
            } else {
                contradicted.merge(partition, 1, Integer::sum);
            }
        }
        if (!contradicted.isEmpty()) {
            refresh();
        }
        return contradicted.entrySet().stream()
                .filter(partition -> partition.getValue() >= ANSWERS)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    /** Believes what brokers tell of the partition from now on. */
    void forgetEpoch(TopicPartition partition) {
        contradicted.remove(partition);
        synchronized (metadata) {
            lastSeenEpochs.remove(partition);
        }
    }
}
