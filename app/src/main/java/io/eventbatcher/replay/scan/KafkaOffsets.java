package io.eventbatcher.replay.scan;

import io.eventbatcher.config.Settings;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Committed offsets of our groups, and the first and last offsets of topics. */
public final class KafkaOffsets implements AutoCloseable {
    private static final String PATIENCE_MILLIS = "30000";

    private final Admin admin;

    private KafkaOffsets(Admin admin) {
        this.admin = admin;
    }

    public static KafkaOffsets open(Settings settings) {
        Map<String, Object> properties = new HashMap<>(settings.kafka().adminProperties());
        properties.put(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, settings.kafka().bootstrapServers());
        properties.put(AdminClientConfig.CLIENT_ID_CONFIG, settings.applicationId() + "-event");
        properties.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, PATIENCE_MILLIS);
        return new KafkaOffsets(Admin.create(properties));
    }

    /** The committed offsets of a group; none for a group that has never run. */
    public Map<TopicPartition, OffsetAndMetadata> committed(String group) {
        try {
            Map<TopicPartition, OffsetAndMetadata> offsets =
                    new HashMap<>(got(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata()));
            offsets.values().removeIf(none -> none == null);
            return offsets;
        } catch (GroupIdNotFoundException neverRun) {
            return Map.of();
        } catch (GroupAuthorizationException denied) {
            // the broker's answer names no group
            throw new GroupAuthorizationException("to describe group " + group);
        }
    }

    public String clusterId() {
        return got(admin.describeCluster().clusterId());
    }

    /** The id of a topic, which a topic that is made anew has not; empty if there is no such topic, or the broker knows no ids. */
    public String topicId(String name) {
        TopicDescription topic = topics(List.of(name)).get(name);
        return topic == null || topic.topicId().equals(Uuid.ZERO_UUID)
                ? ""
                : topic.topicId().toString();
    }

    /** The topics that exist. */
    public Map<String, TopicDescription> topics(Collection<String> names) {
        Map<String, TopicDescription> topics = new HashMap<>();
        admin.describeTopics(names).topicNameValues().forEach((name, description) -> {
            try {
                topics.put(name, got(description));
            } catch (UnknownTopicOrPartitionException missing) {
                // the caller sees that the topic is not there
            } catch (TopicAuthorizationException denied) {
                // the broker's answer names no topic
                throw new TopicAuthorizationException(Set.of(name));
            }
        });
        return topics;
    }

    /** The first record that each partition still has; offset -1 for a partition without records. */
    private Map<TopicPartition, ListOffsetsResultInfo> firstRecords(Collection<TopicPartition> partitions) {
        return list(partitions, OffsetSpec.forTimestamp(0));
    }

    /** The offset from which each partition is kept. */
    private Map<TopicPartition, ListOffsetsResultInfo> begins(Collection<TopicPartition> partitions) {
        return list(partitions, OffsetSpec.earliest());
    }

    /**
     * The times before which topics have lost records: a partition that begins behind offset 0 has lost those before its first record. A topic
     * that has lost none has no entry.
     *
     * @param now the time for a partition that has lost all
     */
    public Map<String, Instant> horizons(Collection<String> topics, Instant now) {
        List<TopicPartition> partitions = topics(topics).values().stream()
                .flatMap(topic -> partitions(topic).stream())
                .toList();
        return horizons(begins(partitions), firstRecords(partitions), now);
    }

    static Map<String, Instant> horizons(
            Map<TopicPartition, ListOffsetsResultInfo> begins,
            Map<TopicPartition, ListOffsetsResultInfo> first,
            Instant now) {
        Map<String, Instant> gone = new HashMap<>();
        begins.forEach((partition, begin) -> {
            ListOffsetsResultInfo record = first.get(partition);
            if (begin.offset() > 0) {
                Instant from = record == null || record.offset() < 0 ? now : Instant.ofEpochMilli(record.timestamp());
                gone.merge(partition.topic(), from, (one, other) -> one.isAfter(other) ? one : other);
            }
        });
        return gone;
    }

    private Map<TopicPartition, ListOffsetsResultInfo> list(Collection<TopicPartition> partitions, OffsetSpec spec) {
        return got(
                admin.listOffsets(partitions.stream().collect(Collectors.toMap(Function.identity(), partition -> spec)))
                        .all());
    }

    public static List<TopicPartition> partitions(TopicDescription topic) {
        return topic.partitions().stream()
                .map(partition -> new TopicPartition(topic.name(), partition.partition()))
                .toList();
    }

    private static <T> T got(KafkaFuture<T> future) {
        try {
            return future.get();
        } catch (ExecutionException failure) {
            if (failure.getCause() instanceof KafkaException cause) {
                throw cause;
            }
            throw new KafkaException(String.valueOf(failure.getMessage()), failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new KafkaException("Interrupted while asking for offsets", interrupted);
        }
    }

    @Override
    public void close() {
        admin.close();
    }
}
