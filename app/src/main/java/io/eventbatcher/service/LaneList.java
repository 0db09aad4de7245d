package io.eventbatcher.service;

import io.eventbatcher.config.Settings;
import io.eventbatcher.control.ControlTopic;
import io.eventbatcher.control.LaneState;
import io.eventbatcher.control.OperatorChannel;
import io.eventbatcher.control.OperatorCommand;
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

/** How all lanes stand, of all instances: by what these say themselves, and by the offsets in Kafka. */
public final class LaneList {
    private static final String NOBODY = "unattended";

    private final Settings settings;
    private final Clock clock;

    public LaneList(Settings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * A lane, or a source topic that is halted.
     *
     * @param state as its instance said; {@code at} is when
     * @param lag what stands before it in its topic, in batches and transaction markers; empty when that is not known
     */
    public record Row(LaneState state, OptionalLong lag) {}

    /** What must exist. */
    public static Set<String> topics(Settings settings) {
        Set<String> topics = new HashSet<>(Set.of(settings.topics().lanes()));
        settings.enabledRoutes().forEach(route -> topics.add(settings.topics().batches(route)));
        return topics;
    }

    /**
     * Every lane of the enabled routes, then the source topics that are halted.
     *
     * @throws KafkaException when Kafka does not say
     */
    public List<Row> read(ControlTopic control) {
        Map<TopicPartition, Long> lags = lags();
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
        Instant silent = clock.instant().minus(OperatorChannel.SILENT_AFTER);
        return control.states().stream().filter(state -> state.at().isAfter(silent));
    }

    private LaneState state(ControlTopic control, Route route, int lane) {
        return alive(control)
                .filter(state -> state.route().equals(route.label()) && state.lane() == lane)
                .max(Comparator.comparing(LaneState::at))
                .orElseGet(() -> nobody(control, route, lane));
    }

    private LaneState nobody(ControlTopic control, Route route, int lane) {
        Optional<OperatorCommand> paused = control.commands().stream()
                .filter(order -> order.kind() == OperatorCommand.Kind.PAUSE)
                .filter(order -> order.target().equals(OperatorCommand.target(route))
                        || order.target().equals(OperatorCommand.target(route, lane)))
                .findFirst();
        String reason = "No running instance has this lane."
                + paused.map(order -> " Paused by " + order.signature() + '.').orElse("");
        return new LaneState("", route.label(), lane, NOBODY, reason, null, null, 0, 0, clock.instant());
    }

    private Map<TopicPartition, Long> lags() {
        try (Admin admin = KafkaClients.admin(settings)) {
            Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
            settings.enabledRoutes().forEach(route -> {
                for (int lane = 0; lane < settings.route(route).lanes(); lane++) {
                    wanted.put(new TopicPartition(settings.topics().batches(route), lane), OffsetSpec.latest());
                }
            });
            Map<TopicPartition, ListOffsetsResultInfo> ends =
                    admin.listOffsets(wanted).all().get();
            Map<TopicPartition, OffsetAndMetadata> committed = admin.listConsumerGroupOffsets(settings.deliveryGroup())
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
