package io.eventbatcher.replay.trace;

import io.eventbatcher.config.Settings;
import io.eventbatcher.control.ControlTopic;
import io.eventbatcher.control.LaneState;
import io.eventbatcher.control.OperatorChannel;
import io.eventbatcher.control.Subject;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;

/** The states of lanes and source topics as running instances report them; read when first asked for. */
final class LaneReports {
    private final Settings settings;
    private final Instant now;
    private @Nullable List<LaneState> states;

    LaneReports(Settings settings, Instant now) {
        this.settings = settings;
        this.now = now;
    }

    private List<LaneState> states() {
        List<LaneState> known = states;
        if (known == null) {
            known = read();
            states = known;
        }
        return known;
    }

    private List<LaneState> read() {
        try (ControlTopic control = ControlTopic.open(settings)) {
            return control.states().stream()
                    .filter(state -> OperatorChannel.isHeard(state, now))
                    .toList();
        } catch (UnknownTopicOrPartitionException missing) {
            return List.of();
        }
    }

    Optional<LaneState> lane(String route, int lane) {
        return states().stream()
                .filter(state -> state.route().equals(route) && state.lane() == lane)
                .max(Comparator.comparing(LaneState::at));
    }

    /** The state of a source partition that stands still, or of its topic; empty while nothing is reported. */
    Optional<LaneState> source(String topic, int partition) {
        return states().stream()
                .filter(state -> holdsUp(state.subject(), topic, partition))
                .max(Comparator.comparing(LaneState::heldForLoss).thenComparing(LaneState::at));
    }

    private static boolean holdsUp(Subject subject, String topic, int partition) {
        return switch (subject.kind()) {
            case REGISTRY -> true;
            case SOURCE -> subject.topic().equals(topic);
            case PARTITION -> subject.place().equals(topic + '/' + partition);
            case ROUTE, PART -> false;
        };
    }

    boolean anybodyRuns() {
        return !states().isEmpty();
    }

    static String sentence(LaneState state) {
        String requests =
                state.inFlight() == 0 ? "" : ", with " + Texts.count(state.inFlight(), "request") + " in flight";
        String heldBack = state.heldBack() == 0
                ? ""
                : ", and holds " + Texts.count(state.heldBack(), "unconfirmed rejection") + " back";
        return "The lane is " + state.state() + requests + heldBack
                + (state.reason().isEmpty() ? "." : ": " + state.reason());
    }
}
