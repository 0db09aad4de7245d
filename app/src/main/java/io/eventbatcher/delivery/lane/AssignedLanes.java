package io.eventbatcher.delivery.lane;

import io.eventbatcher.config.Settings;
import io.eventbatcher.ledger.OffsetTally;
import io.eventbatcher.route.Route;
import io.eventbatcher.route.Route.Quota;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The lanes that are ours now, by partition. Owned by the poll thread. */
public final class AssignedLanes {
    private static final Logger LOG = LoggerFactory.getLogger(AssignedLanes.class);

    private final Consumer<byte[], byte[]> consumer;
    private final ConsumerPositions positions;
    private final Settings settings;
    private final Map<String, Route> routes = new HashMap<>();
    private final Map<TopicPartition, Lane> lanes = new LinkedHashMap<>();
    /** Those that the group has taken away without asking. They wait for what it says next. */
    private final Map<TopicPartition, Lane> lost = new HashMap<>();
    /** Those that were let go with requests in flight. */
    private final Map<TopicPartition, Lane> stillOut = new HashMap<>();

    public AssignedLanes(Consumer<byte[], byte[]> consumer, ConsumerPositions positions, Settings settings) {
        this.consumer = consumer;
        this.positions = positions;
        this.settings = settings;
        settings.enabledRoutes().forEach(route -> routes.put(settings.topics().batches(route), route));
    }

    public Collection<String> topics() {
        return routes.keySet();
    }

    public List<Lane> all() {
        return List.copyOf(lanes.values());
    }

    /** The number of lanes of a quota's routes. */
    public int count(Quota quota) {
        return (int) lanes.values().stream()
                .filter(lane -> lane.route().quota() == quota)
                .count();
    }

    public List<Lane> of(Collection<TopicPartition> partitions) {
        return partitions.stream().map(lanes::get).filter(Objects::nonNull).toList();
    }

    /**
     * New lanes begin where the group committed; where it never did, at the beginning. A committed offset that no longer exists
     * makes the next poll fail, because skipping what was there would lose it silently.
     *
     * @param committed what the group has committed of these partitions
     */
    public void assigned(Collection<TopicPartition> partitions, Map<TopicPartition, OffsetAndMetadata> committed) {
        for (TopicPartition partition : partitions) {
            OffsetAndMetadata start = committed.get(partition);
            Lane known = lost.get(partition);
            if (known != null && known.stopsAt(start)) {
                takeBack(partition, known);
                lost.remove(partition);
            } else {
                begin(partition, start);
            }
        }
        lost.forEach(this::letGo);
        lost.clear();
    }

    /** Nobody has settled anything of it since, so it goes on where it was: nothing is sent again. */
    private void takeBack(TopicPartition partition, Lane known) {
        known.stay();
        lanes.put(partition, known);
        consumer.seek(partition, known.position());
        LOG.atInfo()
                .addKeyValue("lane", partition)
                .addKeyValue("from", known.position())
                .log("Lane was lost for a moment, and is back.");
    }

    private void begin(TopicPartition partition, @Nullable OffsetAndMetadata start) {
        Lane known = lost.remove(partition);
        if (known != null) {
            letGo(partition, known);
        }
        Lane lane = lane(partition, start);
        Lane before = stillOut.remove(partition);
        if (before != null) {
            lane.follows(before);
        }
        lanes.put(partition, lane);
        if (start == null) {
            consumer.seekToBeginning(List.of(partition));
        }
        LOG.atInfo()
                .addKeyValue("lane", partition)
                .addKeyValue("from", start == null ? "the beginning" : start.offset())
                .log("Lane assigned.");
    }

    private Lane lane(TopicPartition partition, @Nullable OffsetAndMetadata start) {
        Route route = Objects.requireNonNull(routes.get(partition.topic()));
        LaneBounds bounds = LaneBounds.of(settings.route(route));
        return start == null
                ? new Lane(route, partition.partition(), bounds, -1, OffsetTally.START)
                : new Lane(route, partition.partition(), bounds, start.offset(), bookmark(partition, start));
    }

    private static OffsetTally bookmark(TopicPartition partition, OffsetAndMetadata start) {
        try {
            return OffsetTally.parse(start.metadata());
        } catch (IllegalArgumentException foreign) {
            LOG.atWarn()
                    .addKeyValue("lane", partition)
                    .log(
                            "The committed offset carries no tally, as after a reset by hand; this lane counts from zero.");
            return OffsetTally.START;
        }
    }

    public void drop(Collection<TopicPartition> partitions) {
        for (TopicPartition partition : partitions) {
            Lane lane = lanes.remove(partition);
            if (lane != null) {
                letGo(partition, lane);
            }
        }
    }

    private void letGo(TopicPartition partition, Lane lane) {
        lane.drop();
        positions.forget(lane);
        stillOut.values().removeIf(other -> !other.isOut());
        if (lane.isOut()) {
            stillOut.put(partition, lane);
        }
        LOG.atInfo().addKeyValue("lane", partition).log("Lane let go.");
    }

    /**
     * The group does not know us any more. Another instance may have these lanes; but a coordinator that restarts while the members
     * agree forgets them too, and then they come back. So they send nothing, and hear answers, until the next {@link #assigned}.
     */
    public void lose(Collection<TopicPartition> partitions) {
        for (TopicPartition partition : partitions) {
            Lane lane = lanes.remove(partition);
            if (lane != null) {
                lane.leave();
                lost.put(partition, lane);
                LOG.atWarn().addKeyValue("lane", partition).log("Lane lost: the group does not know this instance.");
            }
        }
    }

    /** Whether the group has yet to say who has lanes that were ours. */
    public boolean anyLost() {
        return !lost.isEmpty();
    }

    /** How far each lane is settled; those that never settled anything are absent. */
    public Map<TopicPartition, Long> committed() {
        Map<TopicPartition, Long> offsets = new HashMap<>();
        lanes.forEach((partition, lane) -> {
            if (lane.committed() >= 0) {
                offsets.put(partition, lane.committed());
            }
        });
        return offsets;
    }

    public void accept(ConsumerRecord<byte[], byte[]> incoming) {
        Lane lane = lanes.get(new TopicPartition(incoming.topic(), incoming.partition()));
        if (lane == null) {
            throw new IllegalStateException("a batch of " + incoming.topic() + "-" + incoming.partition()
                    + ", which is not assigned to this instance");
        }
        lane.accept(BatchReader.batch(incoming));
    }

    /**
     * Pauses partitions whose lane is full. One that may not send fills up like any other, and then waits in Kafka: so it has full
     * requests at hand when it may send again.
     */
    public void pauseOrResume() {
        var paused = consumer.paused();
        lanes.forEach((partition, lane) -> {
            if (lane.full() && !paused.contains(partition)) {
                consumer.pause(List.of(partition));
            } else if (!lane.full() && paused.contains(partition)) {
                consumer.resume(List.of(partition));
            }
        });
    }
}
