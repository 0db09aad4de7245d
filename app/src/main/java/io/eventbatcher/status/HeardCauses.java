package io.eventbatcher.status;

import io.eventbatcher.config.Settings;
import io.eventbatcher.control.LaneCause;
import io.eventbatcher.control.LaneState;
import io.eventbatcher.control.Stage;
import io.eventbatcher.control.StateName;
import io.eventbatcher.control.Subject;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** The causes that instances have told lately, by stage: each once, with all lanes and topics where the cause holds. */
final class HeardCauses {
    /** Causes that every instance finds in Kafka by itself, in words that differ by a moment. */
    private static final Set<StateName> SEEN_BY_ALL = EnumSet.of(StateName.GROWING, StateName.BLOCKED);

    private final Settings settings;
    private final List<LaneState> heard;

    HeardCauses(Settings settings, List<LaneState> heard) {
        this.settings = settings;
        this.heard = heard;
    }

    /** @param route a route's label, or {@link StageStatus#ALL} */
    List<StatusCause> at(String route, Stage stage) {
        List<StatusCause> causes = new ArrayList<>();
        for (LaneState state : heard) {
            for (LaneCause cause : state.causes()) {
                Place.of(state, cause, settings).stream()
                        .filter(place -> place.route().equals(route) && place.stage() == stage)
                        .forEach(place -> merge(causes, cause(state, cause, place)));
            }
        }
        return causes;
    }

    private static void merge(List<StatusCause> causes, StatusCause more) {
        for (int i = 0; i < causes.size(); i++) {
            StatusCause known = causes.get(i);
            if (known.isLike(more)
                    || (SEEN_BY_ALL.contains(StateName.labelled(more.state()))
                            && known.state().equals(more.state()))) {
                causes.set(i, known.with(more));
                return;
            }
        }
        causes.add(more);
    }

    private static StatusCause cause(LaneState state, LaneCause cause, Place place) {
        return new StatusCause(
                cause.state(),
                cause.reason(),
                cause.since(),
                cause.until(),
                Remedy.of(place.stage(), cause, place.name()),
                List.of(where(state)));
    }

    /** {@code behavioral/3 of one}; of a held partition the topic and the number, without the loss. */
    static String where(LaneState state) {
        Subject subject = state.subject();
        String name = subject.kind() == Subject.Kind.ROUTE ? state.name() : subject.place();
        return name + " of " + state.instance();
    }
}
