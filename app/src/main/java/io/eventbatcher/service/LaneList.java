package io.eventbatcher.service;

import io.eventbatcher.config.Settings;
import io.eventbatcher.control.ControlTopic;
import io.eventbatcher.control.LaneCause;
import io.eventbatcher.control.LaneState;
import io.eventbatcher.control.OperatorChannel;
import io.eventbatcher.control.OperatorCommand;
import io.eventbatcher.control.Stage;
import io.eventbatcher.control.StateName;
import io.eventbatcher.route.Route;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/** The states of all lanes of all instances, from the topic of lane states and the offsets in Kafka. */
public final class LaneList {
    private final Settings settings;
    private final Clock clock;

    public LaneList(Settings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * A lane, or a halted source topic.
     *
     * @param state the instance's last report; {@code at} is the time of the report
     * @param lag batches and transaction markers before the lane; empty if unknown
     */
    public record Row(LaneState state, OptionalLong lag) {}

    /** The topics that must exist. */
    public static Set<String> topics(Settings settings) {
        Set<String> topics = new HashSet<>(Set.of(settings.topics().lanes()));
        settings.enabledRoutes().forEach(route -> topics.add(settings.topics().batches(route)));
        return topics;
    }

    /**
     * The lanes of the enabled routes, then the halted source topics.
     *
     * @throws KafkaException if Kafka gives no offsets
     */
    public List<Row> read(ControlTopic control) {
        Map<TopicPartition, Long> lags = LaneLags.read(settings);
        List<Row> rows = new ArrayList<>();
        for (Route route : settings.enabledRoutes()) {
            for (int lane = 0; lane < settings.route(route).lanes(); lane++) {
                Long lag = lags.get(new TopicPartition(settings.topics().batches(route), lane));
                rows.add(new Row(
                        state(control, route, lane), lag == null ? OptionalLong.empty() : OptionalLong.of(lag)));
            }
        }
        alive(control)
                .filter(LaneState::aboutSource)
                .forEach(halted -> rows.add(new Row(halted, OptionalLong.empty())));
        return rows;
    }

    private Stream<LaneState> alive(ControlTopic control) {
        Instant now = clock.instant();
        return control.states().stream().filter(state -> OperatorChannel.isHeard(state, now));
    }

    private LaneState state(ControlTopic control, Route route, int lane) {
        return alive(control)
                .filter(state -> state.route().equals(route.label()) && state.lane() == lane)
                .max(Comparator.comparing(LaneState::at))
                .orElseGet(() -> unattended(control, route, lane));
    }

    private LaneState unattended(ControlTopic control, Route route, int lane) {
        Optional<OperatorCommand> paused = control.commands().stream()
                .filter(command -> command.kind() == OperatorCommand.Kind.PAUSE)
                .filter(command -> command.target().equals(OperatorCommand.target(route))
                        || command.target().equals(OperatorCommand.target(route, lane)))
                .findFirst();
        String reason = "No running instance has this lane."
                + paused.map(command -> " Paused by " + command.signature() + '.')
                        .orElse("");
        LaneCause cause = new LaneCause(Stage.LANES, StateName.UNATTENDED, reason, null, null);
        return LaneState.of("", route.label(), lane, List.of(cause), 0, 0, clock.instant());
    }

    /** The lag of each lane: batches and transaction markers behind the committed offset. */
    private static final class LaneLags {
        private LaneLags() {}

        /** @throws KafkaException if Kafka gives no offsets */
        private static Map<TopicPartition, Long> read(Settings settings) {
            try (Admin admin = KafkaClients.admin(settings)) {
                Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
                settings.enabledRoutes().forEach(route -> {
                    for (int lane = 0; lane < settings.route(route).lanes(); lane++) {
                        wanted.put(new TopicPartition(settings.topics().batches(route), lane), OffsetSpec.latest());
                    }
                });
                Map<TopicPartition, ListOffsetsResultInfo> ends =
                        admin.listOffsets(wanted).all().get();
                Map<TopicPartition, OffsetAndMetadata> committed = admin.listConsumerGroupOffsets(
                                settings.deliveryGroup())
                        .partitionsToOffsetAndMetadata()
                        .get();
                Map<TopicPartition, Long> lags = new HashMap<>();
                ends.forEach((partition, end) -> {
                    OffsetAndMetadata at = committed.get(partition);
                    lags.put(partition, Math.max(0, end.offset() - (at == null ? 0 : at.offset())));
                });
                return lags;
            } catch (ExecutionException failure) {
                throw new KafkaException(String.valueOf(failure.getMessage()), failure);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new KafkaException("Interrupted while asking for the lanes' offsets", interrupted);
            }
        }
    }
}
