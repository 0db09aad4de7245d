package io.eventbatcher.sandbox.torture.check;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeProducersResult.PartitionProducerState;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.ProducerState;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;

/**
 * Partitions whose last stable offset lies before their end, because a transaction is open. The partition's view counts, not the
 * coordinator's: a transaction ended for the coordinator and open in the partition hangs, and nobody ends it any more.
 */
final class UnstablePartitions {
    private static final Comparator<TopicPartition> BY_NAME =
            Comparator.comparing(TopicPartition::topic).thenComparingInt(TopicPartition::partition);

    private final Admin admin;
    private final long answerSeconds;

    /** @param answerSeconds how long each answer of the broker is waited for */
    UnstablePartitions(Admin admin, long answerSeconds) {
        this.admin = admin;
        this.answerSeconds = answerSeconds;
    }

    /** Returns a line for each unstable partition of the broker, Kafka's internal topics included. */
    List<String> find() throws InterruptedException, ExecutionException, TimeoutException {
        List<TopicPartition> all = partitions();
        Map<TopicPartition, Long> starts = offsets(all, OffsetSpec.earliest(), IsolationLevel.READ_UNCOMMITTED);
        // the end first: records committed between the two requests must not count as open
        Map<TopicPartition, Long> ends = offsets(all, OffsetSpec.latest(), IsolationLevel.READ_UNCOMMITTED);
        Map<TopicPartition, Long> stable = offsets(all, OffsetSpec.latest(), IsolationLevel.READ_COMMITTED);
        List<TopicPartition> held = all.stream()
                .filter(partition -> at(stable, partition) < at(ends, partition))
                .toList();
        Map<TopicPartition, PartitionProducerState> producers = new TreeMap<>(BY_NAME);
        producers.putAll(admin.describeProducers(held).all().get(answerSeconds, TimeUnit.SECONDS));
        List<String> lines = new ArrayList<>();
        producers.forEach(
                (partition, state) -> lines.add("%s, which begins at %d, can be read as committed up to %d of %d: %s"
                        .formatted(
                                partition,
                                at(starts, partition),
                                at(stable, partition),
                                at(ends, partition),
                                open(state.activeProducers()))));
        return lines;
    }

    private static long at(Map<TopicPartition, Long> offsets, TopicPartition partition) {
        return offsets.getOrDefault(partition, 0L);
    }

    private List<TopicPartition> partitions() throws InterruptedException, ExecutionException, TimeoutException {
        Collection<String> topics = admin.listTopics(new ListTopicsOptions().listInternal(true))
                .names()
                .get(answerSeconds, TimeUnit.SECONDS);
        return admin.describeTopics(topics).allTopicNames().get(answerSeconds, TimeUnit.SECONDS).values().stream()
                .flatMap(topic -> topic.partitions().stream()
                        .map(partition -> new TopicPartition(topic.name(), partition.partition())))
                .toList();
    }

    private Map<TopicPartition, Long> offsets(
            List<TopicPartition> partitions, OffsetSpec spec, IsolationLevel isolation)
            throws InterruptedException, ExecutionException, TimeoutException {
        Map<TopicPartition, OffsetSpec> asked =
                partitions.stream().collect(Collectors.toMap(Function.identity(), partition -> spec));
        Map<TopicPartition, ListOffsetsResultInfo> answer = admin.listOffsets(asked, new ListOffsetsOptions(isolation))
                .all()
                .get(answerSeconds, TimeUnit.SECONDS);
        return answer.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().offset()));
    }

    private static String open(List<ProducerState> producers) {
        return producers.stream()
                .filter(producer -> producer.currentTransactionStartOffset().isPresent())
                .map(producer ->
                        "producer %d, epoch %d, coordinator epoch %s, has a transaction open since offset %d and wrote last at %s"
                                .formatted(
                                        producer.producerId(),
                                        producer.producerEpoch(),
                                        producer.coordinatorEpoch().isPresent()
                                                ? producer.coordinatorEpoch().getAsInt()
                                                : "unknown",
                                        producer.currentTransactionStartOffset().getAsLong(),
                                        Instant.ofEpochMilli(producer.lastTimestamp())))
                .collect(Collectors.joining("; "));
    }
}
