package io.eventbatcher.sandbox.stack;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** The distance of a consumer group from the ends of topics. */
public final class GroupLag {
    private static final long ANSWER_SECONDS = 20;

    private final Admin admin;

    /** @param admin stays the caller's */
    public GroupLag(Admin admin) {
        this.admin = admin;
    }

    /** Returns a line for each partition in which the group lags, or a line that the broker does not tell. */
    public List<String> of(String group, Collection<String> topics) throws InterruptedException {
        try {
            Map<TopicPartition, Long> committed = committed(group);
            List<String> lags = new ArrayList<>();
            ends(topics).forEach((partition, end) -> {
                long lag = end - committed.getOrDefault(partition, 0L);
                if (lag > 0) {
                    lags.add("%s of group %s lags by %d".formatted(partition, group, lag));
                }
            });
            return lags;
        } catch (ExecutionException | TimeoutException silent) {
            return List.of("The broker does not tell the lag of group %s: %s".formatted(group, silent));
        }
    }

    /** The positions of the group; without the partitions of which it has none. */
    public Map<TopicPartition, Long> committed(String group)
            throws InterruptedException, ExecutionException, TimeoutException {
        Map<TopicPartition, Long> committed = new HashMap<>();
        Map<TopicPartition, OffsetAndMetadata> told = admin.listConsumerGroupOffsets(group)
                .partitionsToOffsetAndMetadata()
                .get(ANSWER_SECONDS, TimeUnit.SECONDS);
        told.forEach((partition, at) -> {
            if (at != null) {
                committed.put(partition, at.offset());
            }
        });
        return committed;
    }

    /** The ends of all partitions of the topics, with records in open transactions. */
    public Map<TopicPartition, Long> ends(Collection<String> topics)
            throws InterruptedException, ExecutionException, TimeoutException {
        Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
        admin.describeTopics(topics).allTopicNames().get(ANSWER_SECONDS, TimeUnit.SECONDS).values().stream()
                .flatMap(topic -> topic.partitions().stream()
                        .map(partition -> new TopicPartition(topic.name(), partition.partition())))
                .forEach(partition -> latest.put(partition, OffsetSpec.latest()));
        Map<TopicPartition, Long> ends = new HashMap<>();
        admin.listOffsets(latest)
                .all()
                .get(ANSWER_SECONDS, TimeUnit.SECONDS)
                .forEach((partition, end) -> ends.put(partition, end.offset()));
        return ends;
    }
}
