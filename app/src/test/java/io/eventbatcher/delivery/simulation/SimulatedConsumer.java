package io.eventbatcher.delivery.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;

/** A consumer of the simulated brokers, as far as the delivery half uses one. A poll waits on virtual time. */
@SuppressWarnings("UnsynchronizedOverridesSynchronized") // one thread runs at a time, and others wake one that polls
final class SimulatedConsumer extends MockConsumer<byte[], byte[]> {
    private static final int MOST_RECORDS = 500;
    private static final Duration NOTHING_TO_DO = Duration.ofMillis(200);
    private static final Duration SLOWEST_IN_TRUTH = Duration.ofMillis(250);
    private static final Duration OFFSETS_ASKED_AGAIN = Duration.ofMillis(100);

    private final SimulatedTime time;
    private final SimulatedKafka kafka;
    private final Fiber fiber;
    private final Duration idle;
    private final String instance;
    private final Consumer<List<TopicPartition>> released;
    private final Map<TopicPartition, Long> positions = new LinkedHashMap<>();
    private final Set<TopicPartition> paused = new LinkedHashSet<>();
    private @Nullable ConsumerRebalanceListener listener;
    private ConsumerGroup.@Nullable Member member;
    private boolean wakeup;

    /** @param released is told of lanes that were given up in an orderly way */
    SimulatedConsumer(Simulation simulation, Fiber fiber, String instance, Consumer<List<TopicPartition>> released) {
        super("none");
        this.time = simulation.time();
        this.kafka = simulation.kafka();
        this.idle = simulation.setup().idle();
        this.fiber = fiber;
        this.instance = instance;
        this.released = released;
        kafka.onArrival(this::arrived);
    }

    private void arrived(TopicPartition lane) {
        if (positions.containsKey(lane) && !paused.contains(lane)) {
            fiber.wake();
        }
    }

    /** The group's view of this consumer; null before it has joined. */
    ConsumerGroup.@Nullable Member member() {
        return member;
    }

    @Override
    public void subscribe(Collection<String> topics, ConsumerRebalanceListener told) {
        listener = told;
        member = kafka.group().join(instance, fiber::wake);
    }

    @Override
    public ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
        long deadline = time.nanos() + atLeastIdle(timeout).toNanos();
        while (true) {
            fiber.checkKilled();
            followTheGroup();
            ConsumerRecords<byte[], byte[]> records = fetch();
            if (!records.isEmpty()) {
                return records;
            }
            if (wakeup) {
                wakeup = false;
                throw new WakeupException();
            }
            long rest = deadline - time.nanos();
            if (rest <= 0) {
                return ConsumerRecords.empty();
            }
            fiber.sleep(Duration.ofNanos(rest));
        }
    }

    /** A poll for as long as nothing is to be done. */
    private Duration atLeastIdle(Duration timeout) {
        return timeout.compareTo(NOTHING_TO_DO) >= 0 && idle.compareTo(SLOWEST_IN_TRUTH) > 0 ? idle : timeout;
    }

    private void followTheGroup() {
        ConsumerRebalanceListener told = Objects.requireNonNull(listener);
        ConsumerGroup.Member me = Objects.requireNonNull(member);
        if (kafka.group().forgot(me)) {
            List<TopicPartition> lost = List.copyOf(positions.keySet());
            lost.forEach(this::forget);
            told.onPartitionsLost(lost);
            me = kafka.group().join(instance, fiber::wake);
            member = me;
        }
        while (kafka.group().isBehind(me) && !kafka.group().forgot(me)) {
            List<TopicPartition> leaving = kafka.group().toRevoke(me);
            if (leaving.isEmpty()) {
                takePart(me, told);
            } else {
                told.onPartitionsRevoked(leaving);
                released.accept(leaving);
                leaving.forEach(this::forget);
                kafka.group().released(me, leaving);
            }
        }
    }

    private void takePart(ConsumerGroup.Member me, ConsumerRebalanceListener told) {
        List<TopicPartition> added = kafka.group().takePart(me);
        for (TopicPartition lane : added) {
            OffsetAndMetadata start = kafka.committed(lane);
            positions.put(lane, start == null ? -1 : start.offset());
        }
        told.onPartitionsAssigned(added);
    }

    private void forget(TopicPartition lane) {
        positions.remove(lane);
        paused.remove(lane);
    }

    private ConsumerRecords<byte[], byte[]> fetch() {
        Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> found = new LinkedHashMap<>();
        int count = 0;
        for (Map.Entry<TopicPartition, Long> each : positions.entrySet()) {
            TopicPartition lane = each.getKey();
            if (!paused.contains(lane) && count < MOST_RECORDS) {
                List<ConsumerRecord<byte[], byte[]>> records = fetch(lane, each, MOST_RECORDS - count);
                if (!records.isEmpty()) {
                    found.put(lane, records);
                    count += records.size();
                }
            }
        }
        return new ConsumerRecords<>(found, Map.of());
    }

    private List<ConsumerRecord<byte[], byte[]>> fetch(
            TopicPartition lane, Map.Entry<TopicPartition, Long> position, int most) {
        PartitionLog log = kafka.log(lane);
        if (position.getValue() < log.beginning()) {
            throw new OffsetOutOfRangeException(Map.of(lane, position.getValue()));
        }
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        long next = log.next(position.getValue());
        while (next < log.end() && records.size() < most) {
            records.add(new ConsumerRecord<>(lane.topic(), lane.partition(), next, new byte[0], log.batch(next)));
            next = log.next(next + 1);
        }
        position.setValue(
                records.isEmpty() ? next : records.get(records.size() - 1).offset() + 1);
        return records;
    }

    /** As Kafka, waits while a transaction that holds an offset is open. */
    @Override
    public Map<TopicPartition, OffsetAndMetadata> committed(Set<TopicPartition> lanes, Duration timeout) {
        long deadline = time.nanos() + timeout.toNanos();
        while (lanes.stream().anyMatch(kafka::isPending)) {
            if (time.nanos() >= deadline) {
                throw new TimeoutException("The offsets are held by an open transaction.");
            }
            fiber.work(OFFSETS_ASKED_AGAIN);
        }
        Map<TopicPartition, OffsetAndMetadata> found = new HashMap<>();
        lanes.forEach(lane -> Optional.ofNullable(kafka.committed(lane)).ifPresent(offset -> found.put(lane, offset)));
        return found;
    }

    @Override
    public long position(TopicPartition lane, Duration timeout) {
        Long position = positions.get(lane);
        if (position == null) {
            throw new IllegalStateException("no position of " + lane + ", which is not assigned");
        }
        return position;
    }

    @Override
    public void seek(TopicPartition lane, long offset) {
        positions.put(lane, offset);
    }

    @Override
    public void seekToBeginning(Collection<TopicPartition> lanes) {
        lanes.forEach(lane -> positions.put(lane, kafka.log(lane).beginning()));
    }

    @Override
    public void pause(Collection<TopicPartition> lanes) {
        paused.addAll(lanes);
    }

    @Override
    public void resume(Collection<TopicPartition> lanes) {
        paused.removeAll(lanes);
    }

    @Override
    public Set<TopicPartition> paused() {
        return new HashSet<>(paused);
    }

    @Override
    public Set<TopicPartition> assignment() {
        return new LinkedHashSet<>(positions.keySet());
    }

    @Override
    @SuppressWarnings("removal") // the constructors are Kafka's only ones
    public ConsumerGroupMetadata groupMetadata() {
        ConsumerGroup.Member me = member;
        return me == null
                ? new ConsumerGroupMetadata("delivery")
                : new ConsumerGroupMetadata("delivery", me.generation(), me.id(), Optional.empty());
    }

    @Override
    public void wakeup() {
        wakeup = true;
        fiber.wake();
    }

    @Override
    public void close(CloseOptions options) {
        if (member != null) {
            released.accept(List.copyOf(positions.keySet()));
            kafka.group().remove(member);
        }
    }
}
