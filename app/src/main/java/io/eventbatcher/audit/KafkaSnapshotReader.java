package io.eventbatcher.audit;

import io.eventbatcher.config.Settings;
import io.eventbatcher.ledger.OffsetMetadata;
import io.eventbatcher.ledger.Tally;
import io.eventbatcher.record.Batch;
import io.eventbatcher.record.Bundle;
import io.eventbatcher.route.Route;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.function.ToLongFunction;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;

/** A reader of committed offsets, and of the records behind them. */
final class KafkaSnapshotReader {
    /** The longest source partition of which records are counted one by one, where offsets do not tell their number. */
    private static final long MOST_READ = 1_000_000;

    private static final int MOST_LOOKS = 5;
    private static final Duration POLL = Duration.ofMillis(200);

    private final Settings settings;
    private final AuditTopics topics;
    private final Admin admin;
    private final Consumer<byte[], byte[]> consumer;
    private final AuditProgress progress;

    private boolean deleted;

    /** @param consumer without a group, reading committed records only */
    KafkaSnapshotReader(Settings settings, Admin admin, Consumer<byte[], byte[]> consumer, AuditProgress progress) {
        this.settings = settings;
        this.topics = new AuditTopics(settings);
        this.admin = admin;
        this.consumer = consumer;
        this.progress = progress;
    }

    /** Takes a snapshot; repeats if records were settled and deleted while they were counted. */
    KafkaSnapshot take(Collection<Route> routes) throws ExecutionException, InterruptedException {
        KafkaSnapshot snapshot;
        int attempt = 0;
        do {
            deleted = false;
            snapshot = look(routes);
        } while (deleted && ++attempt < MOST_LOOKS);
        return snapshot;
    }

    private KafkaSnapshot look(Collection<Route> routes) throws ExecutionException, InterruptedException {
        Map<TopicPartition, OffsetAndMetadata> batching = committed(settings.applicationId());
        Map<TopicPartition, OffsetAndMetadata> delivery = committed(settings.deliveryGroup());
        List<TopicPartition> regrouped = new ArrayList<>();
        List<TopicPartition> batches = new ArrayList<>();
        Map<TopicPartition, Tally> settled = new HashMap<>();
        Map<TopicPartition, Integer> ahead = new HashMap<>();
        for (Route route : routes) {
            regrouped.addAll(topics.regrouped(route));
            batches.addAll(topics.batches(route));
        }
        for (TopicPartition lane : batches) {
            OffsetAndMetadata at = delivery.get(lane);
            if (at != null && !at.metadata().isEmpty()) {
                OffsetMetadata metadata = OffsetMetadata.parse(at.metadata());
                settled.put(lane, metadata.tally());
                ahead.put(lane, metadata.ahead().cardinality());
            }
        }
        Map<TopicPartition, Long> waiting = new HashMap<>();
        waiting.putAll(behind(batching, existing(regrouped), KafkaSnapshotReader::regroupedEvents));
        waiting.putAll(behind(delivery, batches, KafkaSnapshotReader::events));
        // items beyond the offset that are settled do not wait
        ahead.forEach((lane, events) -> waiting.merge(lane, (long) -events, Long::sum));
        return new KafkaSnapshot(sources(routes, batching), waiting, settled, runs());
    }

    private static long events(ConsumerRecord<byte[], byte[]> batch) {
        return Batch.read(batch.value()).items().size();
    }

    private static long regroupedEvents(ConsumerRecord<byte[], byte[]> bundle) {
        return Bundle.read(bundle.value()).size();
    }

    private Map<TopicPartition, OffsetAndMetadata> committed(String group)
            throws ExecutionException, InterruptedException {
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>(admin.listConsumerGroupOffsets(group)
                .partitionsToOffsetAndMetadata()
                .get());
        offsets.values().removeIf(none -> none == null);
        return offsets;
    }

    private boolean runs() throws ExecutionException, InterruptedException {
        String group = settings.applicationId();
        ConsumerGroupDescription described =
                admin.describeConsumerGroups(List.of(group)).all().get().get(group);
        return described != null && !described.members().isEmpty();
    }

    /** The partitions whose topics exist: Kafka Streams makes the repartition topics at its first start. */
    private List<TopicPartition> existing(List<TopicPartition> lanes) throws ExecutionException, InterruptedException {
        Set<String> names = admin.listTopics().names().get();
        return lanes.stream().filter(lane -> names.contains(lane.topic())).toList();
    }

    /** Events behind the committed offset of each partition. */
    private Map<TopicPartition, Long> behind(
            Map<TopicPartition, OffsetAndMetadata> committed,
            Collection<TopicPartition> partitions,
            ToLongFunction<ConsumerRecord<byte[], byte[]>> events) {
        Map<TopicPartition, Long> begin = new HashMap<>(consumer.beginningOffsets(partitions));
        begin.replaceAll((partition, first) -> committed.containsKey(partition) ? offset(committed, partition) : first);
        Map<TopicPartition, Long> counts = count(begin, consumer.endOffsets(partitions), events);
        consumer.beginningOffsets(partitions)
                .forEach((partition, first) -> deleted |= first > begin.getOrDefault(partition, 0L));
        return counts;
    }

    private static long offset(Map<TopicPartition, OffsetAndMetadata> committed, TopicPartition partition) {
        OffsetAndMetadata at = committed.get(partition);
        return at == null ? 0 : at.offset();
    }

    private Map<TopicPartition, Long> count(
            Map<TopicPartition, Long> from,
            Map<TopicPartition, Long> to,
            ToLongFunction<ConsumerRecord<byte[], byte[]>> events) {
        Map<TopicPartition, Long> counts = new HashMap<>();
        Map<TopicPartition, Long> begin = new HashMap<>(from);
        begin.entrySet().removeIf(start -> start.getValue() >= to.getOrDefault(start.getKey(), 0L));
        Set<TopicPartition> open = new HashSet<>(begin.keySet());
        consumer.assign(open);
        begin.forEach(consumer::seek);
        long whole = offsets(begin, to);
        while (!open.isEmpty()) {
            for (ConsumerRecord<byte[], byte[]> entry : consumer.poll(POLL)) {
                TopicPartition partition = new TopicPartition(entry.topic(), entry.partition());
                if (entry.offset() < to.getOrDefault(partition, 0L)) {
                    counts.merge(partition, events.applyAsLong(entry), Long::sum);
                }
            }
            Map<TopicPartition, Long> rest = new HashMap<>();
            open.forEach(partition -> rest.put(partition, consumer.position(partition)));
            progress.passed(open.iterator().next().topic(), whole - offsets(rest, to), whole);
            open.removeIf(partition -> rest.getOrDefault(partition, 0L) >= to.getOrDefault(partition, 0L));
            consumer.pause(consumer.assignment().stream()
                    .filter(partition -> !open.contains(partition))
                    .toList());
        }
        consumer.unsubscribe();
        return counts;
    }

    private static long offsets(Map<TopicPartition, Long> from, Map<TopicPartition, Long> to) {
        return from.entrySet().stream()
                .mapToLong(start -> Math.max(0, to.getOrDefault(start.getKey(), 0L) - start.getValue()))
                .sum();
    }

    private Map<TopicPartition, KafkaSnapshot.Source> sources(
            Collection<Route> routes, Map<TopicPartition, OffsetAndMetadata> committed)
            throws ExecutionException, InterruptedException {
        Set<String> names = new HashSet<>(Set.of(topics.replays()));
        routes.forEach(route -> names.add(topics.source(route)));
        Map<String, TopicDescription> topicsNow = new SourceTopics(admin).existing(names);
        // Kafka forgets the committed offsets of a deleted topic, and the ledger does not
        Set<TopicPartition> existing = new HashSet<>();
        topicsNow.forEach((name, topic) ->
                topic.partitions().forEach(one -> existing.add(new TopicPartition(name, one.partition()))));
        Set<TopicPartition> all = new HashSet<>(existing);
        committed.keySet().stream()
                .filter(partition -> names.contains(partition.topic()))
                .forEach(all::add);
        Map<TopicPartition, Long> begins = consumer.beginningOffsets(existing);
        Map<TopicPartition, Long> ends = consumer.endOffsets(existing);
        Map<TopicPartition, KafkaSnapshot.Source> sources = new HashMap<>();
        for (TopicPartition partition : all) {
            OffsetAndMetadata at = committed.get(partition);
            TopicDescription topic = topicsNow.get(partition.topic());
            sources.put(
                    partition,
                    new KafkaSnapshot.Source(
                            topic != null && existing.contains(partition) ? topic.topicId() : Uuid.ZERO_UUID,
                            begins.getOrDefault(partition, 0L),
                            ends.getOrDefault(partition, 0L),
                            at == null ? KafkaSnapshot.Source.NONE : at.offset(),
                            0));
        }
        return sources;
    }

    /** The number of records before the given offsets, for source partitions that are not too long to count. */
    Map<TopicPartition, Long> records(Map<TopicPartition, Long> ends) {
        Map<TopicPartition, Long> from = new HashMap<>();
        ends.forEach((partition, end) -> {
            if (end <= MOST_READ) {
                from.put(partition, 0L);
            }
        });
        Map<TopicPartition, Long> counts = count(from, ends, event -> 1);
        from.replaceAll((partition, first) -> counts.getOrDefault(partition, 0L));
        return from;
    }
}
