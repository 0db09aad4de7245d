package io.eventbatcher.delivery.lane;

import io.eventbatcher.config.Settings;
import io.eventbatcher.ledger.OffsetMetadata;
import io.eventbatcher.route.Route;
import io.eventbatcher.route.Route.Quota;
import java.util.ArrayList;
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

/** The lanes assigned to this instance, by partition. Owned by the poll thread. */
public final class AssignedLanes {
    private static final Logger LOG = LoggerFactory.getLogger(AssignedLanes.class);

    private final Consumer<byte[], byte[]> consumer;
    private final ConsumerPositions positions;
    private final Settings settings;
    private final Map<String, Route> routes = new HashMap<>();
    private final Map<TopicPartition, Lane> lanes = new LinkedHashMap<>();
    /** Lanes lost without a revocation, which wait for the next assignment. */
    private final Map<TopicPartition, Lane> lost = new HashMap<>();
    /** Lanes let go with requests in flight. */
    private final Map<TopicPartition, Lane> stillInFlight = new HashMap<>();

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
     * New lanes begin at the committed offset, or at the beginning when there is none. A committed offset that no longer exists makes the
     * next poll fail, because skipping the missing batches would lose them silently.
     *
     * @param committed the group's offsets of the partitions
     */
    public void assigned(Collection<TopicPartition> partitions, Map<TopicPartition, OffsetAndMetadata> committed) {
        List<String> begun = new ArrayList<>();
        for (TopicPartition partition : partitions) {
            OffsetAndMetadata start = committed.get(partition);
            Lane known = lost.get(partition);
            if (known != null && known.settling().madeLastCommit(start)) {
                resumeLost(partition, known);
                lost.remove(partition);
            } else {
                begin(partition, start);
                begun.add(partition + " from " + (start == null ? "the beginning" : start.offset()));
            }
        }
        lost.forEach(this::letGo);
        log("Lanes let go.", lost.keySet());
        lost.clear();
        log("Lanes assigned.", begun);
    }

    /** Nobody has settled anything of a lane that was lost for a moment, so the lane goes on and sends nothing again. */
    private void resumeLost(TopicPartition partition, Lane known) {
        known.stay();
        lanes.put(partition, known);
        consumer.seek(partition, known.settling().position());
        LOG.atInfo()
                .addKeyValue("lane", partition)
                .addKeyValue("from", known.settling().position())
                .log("Lane was lost for a moment, and is back.");
    }

    private void begin(TopicPartition partition, @Nullable OffsetAndMetadata start) {
        Lane known = lost.remove(partition);
        if (known != null) {
            letGo(partition, known);
        }
        Lane lane = lane(partition, start);
        Lane before = stillInFlight.remove(partition);
        if (before != null) {
            lane.follows(before);
        }
        lanes.put(partition, lane);
        if (start == null) {
            consumer.seekToBeginning(List.of(partition));
        }
    }

    /** One line for all lanes, because a neighbour that leaves moves many. */
    private static void log(String message, Collection<?> lanes) {
        if (!lanes.isEmpty()) {
            LOG.atInfo().addKeyValue("lanes", lanes).log(message);
        }
    }

    private Lane lane(TopicPartition partition, @Nullable OffsetAndMetadata start) {
        Route route = Objects.requireNonNull(routes.get(partition.topic()));
        LaneBounds bounds = LaneBounds.of(settings, route);
        return start == null
                ? new Lane(route, partition.partition(), bounds, -1, OffsetMetadata.START)
                : new Lane(route, partition.partition(), bounds, start.offset(), offsetMetadata(partition, start));
    }

    private static OffsetMetadata offsetMetadata(TopicPartition partition, OffsetAndMetadata start) {
        try {
            return OffsetMetadata.parse(start.metadata());
        } catch (IllegalArgumentException foreign) {
            LOG.atWarn()
                    .addKeyValue("lane", partition)
                    .log(
                            "The committed offset carries no tally, as after a reset by hand; this lane counts from zero.");
            return OffsetMetadata.START;
        }
    }

    public void drop(Collection<TopicPartition> partitions) {
        List<TopicPartition> gone = new ArrayList<>();
        for (TopicPartition partition : partitions) {
            Lane lane = lanes.remove(partition);
            if (lane != null) {
                letGo(partition, lane);
                gone.add(partition);
            }
        }
        log("Lanes let go.", gone);
    }

    private void letGo(TopicPartition partition, Lane lane) {
        lane.drop();
        positions.forget(lane);
        stillInFlight.values().removeIf(other -> !other.hasInFlight());
        if (lane.hasInFlight()) {
            stillInFlight.put(partition, lane);
        }
    }

    /**
     * The group does not know this instance any more. Another instance may have the lanes; or a restarted coordinator has forgotten them,
     * and assigns them again. So lost lanes send nothing, and hear answers, until the next {@link #assigned}.
     */
    public void lose(Collection<TopicPartition> partitions) {
        for (TopicPartition partition : partitions) {
            Lane lane = lanes.remove(partition);
            if (lane != null) {
                lane.leave();
                lost.put(partition, lane);
            }
        }
        if (!lost.isEmpty()) {
            LOG.atWarn().addKeyValue("lanes", lost.keySet()).log("Lanes lost: the group does not know this instance.");
        }
    }

    /** True if the group has yet to say who owns lost lanes. */
    public boolean anyLost() {
        return !lost.isEmpty();
    }

    /** The committed offset of each lane; lanes that never settled anything are absent. */
    public Map<TopicPartition, Long> committed() {
        Map<TopicPartition, Long> offsets = new HashMap<>();
        lanes.forEach((partition, lane) -> {
            if (lane.settling().committed() >= 0) {
                offsets.put(partition, lane.settling().committed());
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
     * Pauses partitions whose lane is full. A lane that may not send fills up all the same, and so has full requests at hand when it may
     * send again.
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
