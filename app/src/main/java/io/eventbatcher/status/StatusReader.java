package io.eventbatcher.status;

import io.eventbatcher.config.Settings;
import io.eventbatcher.control.LaneCause;
import io.eventbatcher.control.LaneState;
import io.eventbatcher.route.Route;
import io.eventbatcher.time.Clocks;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/** A reader of the status, again and again. Connects when it is first asked. Safe for several threads, which wait for each other. */
public final class StatusReader implements AutoCloseable {
    private final Settings settings;
    private final Supplier<List<LaneState>> states;
    private final Clocks clocks;
    private final Offsets offsets;
    private final OldestRecords oldest;
    private final Tallies tallies;
    private Map<TopicPartition, Position> positions = Map.of();

    /**
     * A reader for a command, or for a running instance.
     *
     * @param admin closed with the reader
     * @param states the newest states of the lanes topic
     */
    public StatusReader(Settings settings, Admin admin, Supplier<List<LaneState>> states, Clocks clocks) {
        this.settings = settings;
        this.states = states;
        this.clocks = clocks;
        this.offsets = new Offsets(admin);
        this.oldest = new OldestRecords(() -> OldestRecords.consumer(settings));
        this.tallies = new Tallies(settings, offsets);
    }

    /**
     * Reads the status of this moment.
     *
     * @throws KafkaException if Kafka does not answer
     */
    public synchronized SystemStatus read() {
        Map<TopicPartition, Position> now = positions();
        positions = now;
        return status(new StatusFacts(states.get(), tallies.read(), oldest.in(now), Optional.empty()));
    }

    /** The positions of the last reading. */
    synchronized Map<TopicPartition, Position> latestPositions() {
        return positions;
    }

    /** The status of an instance that cannot ask Kafka. */
    SystemStatus withoutKafka(List<LaneState> own, LaneCause trouble) {
        return status(StatusFacts.withoutKafka(own, trouble));
    }

    private SystemStatus status(StatusFacts facts) {
        return new StatusModel(settings, facts, clocks.instant()).status();
    }

    /** The positions in all topics where events wait: what batching reads, and what delivery reads. */
    private Map<TopicPartition, Position> positions() {
        Map<TopicPartition, Position> all =
                new HashMap<>(offsets.of(settings.ingestTopics(), settings.applicationId()));
        List<String> batches = settings.enabledRoutes().stream()
                .map((Route route) -> settings.topics().batches(route))
                .toList();
        all.putAll(offsets.of(batches, settings.deliveryGroup()));
        return all;
    }

    @Override
    public synchronized void close() {
        tallies.close();
        oldest.close();
        offsets.close();
    }
}
