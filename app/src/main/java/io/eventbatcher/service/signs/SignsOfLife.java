package io.eventbatcher.service.signs;

import io.eventbatcher.config.Settings;
import io.eventbatcher.control.LaneState;
import io.eventbatcher.control.OperatorChannel;
import io.eventbatcher.health.HealthPart;
import io.eventbatcher.health.Heartbeat;
import io.eventbatcher.status.StatusReader;
import io.eventbatcher.status.StatusWatch;
import io.eventbatcher.status.SystemStatus;
import io.eventbatcher.time.Clocks;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;

/** The heartbeat of an instance, and its watch of the status of the whole system. */
public final class SignsOfLife implements AutoCloseable {
    private final Heartbeat heartbeat;
    private final StatusWatch status;

    private SignsOfLife(Heartbeat heartbeat, StatusWatch status) {
        this.heartbeat = heartbeat;
        this.status = status;
    }

    /**
     * Starts both.
     *
     * @param states of this instance, which tell the findings of the heartbeat and of the watch from now on
     * @param operators tells the states of all instances
     * @param parts of this instance, besides the channel to operators and the watch
     * @param admin closed with the signs
     * @param sentences explain failures of Kafka
     */
    public static SignsOfLife start(
            Settings settings,
            InstanceStates states,
            OperatorChannel operators,
            List<HealthPart> parts,
            Admin admin,
            Function<KafkaException, String> sentences,
            Clocks clocks) {
        StatusReader reader = new StatusReader(
                settings, admin, () -> withOwn(operators.told(), states.get(), settings.instance()), clocks);
        StatusWatch status = StatusWatch.start(reader, states, sentences, clocks);
        List<HealthPart> helpers = List.of(
                HealthPart.of("instances/operators", operators::trouble),
                HealthPart.of("instances/status", status::trouble));
        Heartbeat heartbeat = Heartbeat.start(
                Heartbeat.file(settings),
                clocks,
                Stream.concat(parts.stream(), helpers.stream()).toList());
        states.include(heartbeat, status);
        return new SignsOfLife(heartbeat, status);
    }

    /** The states that the lanes topic tells, but for this instance's own, which are known as they are now. */
    private static List<LaneState> withOwn(List<LaneState> told, List<LaneState> own, String instance) {
        return Stream.concat(told.stream().filter(state -> !state.instance().equals(instance)), own.stream())
                .toList();
    }

    public Heartbeat heartbeat() {
        return heartbeat;
    }

    /** The newest status of the whole system. */
    public SystemStatus status() {
        return status.latest();
    }

    /** The time since Kafka last failed to answer. */
    public Duration kafkaAnswers() {
        return status.kafkaAnswers();
    }

    /** A stop begins: the heartbeat ends at once. */
    public void stops() {
        heartbeat.close();
    }

    @Override
    public void close() {
        stops();
        status.close();
    }
}
