package io.eventbatcher.status;

import io.eventbatcher.config.Settings;
import io.eventbatcher.control.LaneCause;
import io.eventbatcher.control.LaneState;
import io.eventbatcher.control.Stage;
import io.eventbatcher.control.StateName;
import io.eventbatcher.control.Subject;
import io.eventbatcher.route.Route;
import java.util.List;

/**
 * A stage of a route at which a published cause holds.
 *
 * @param route a route's label, or {@link StageStatus#ALL}
 * @param name the target of orders about the place: a route's label, or a topic
 */
record Place(String route, Stage stage, String name) {
    static List<Place> of(LaneState state, LaneCause cause, Settings settings) {
        Subject subject = state.subject();
        return switch (subject.kind()) {
            case ROUTE -> List.of(new Place(subject.name(), cause.stage().orElse(usual(cause)), subject.name()));
            case SOURCE, PARTITION -> ofSource(subject.topic(), cause, settings);
            case REGISTRY -> everyRoute(Stage.INGEST, settings);
            case PART -> ofPart(subject.name(), cause, settings);
        };
    }

    /** The place of a lane by the state alone, for causes of an earlier release. */
    private static Stage usual(LaneCause cause) {
        return switch (StateName.labelled(cause.state())) {
            case HALTED, DOWN, RETRYING -> Stage.ENDPOINT;
            case PARKED -> Stage.QUOTA;
            default -> Stage.LANES;
        };
    }

    private static List<Place> ofSource(String topic, LaneCause cause, Settings settings) {
        if (topic.equals(settings.topics().replays())) {
            return List.of(new Place(StageStatus.ALL, Stage.REPLAYS, topic));
        }
        return settings.enabledRoutes().stream()
                .filter(route -> topic.equals(settings.route(route).topic())
                        || topic.equals(settings.applicationId() + '-' + route.label() + "-repartition"))
                .map(route -> {
                    boolean regrouped = !topic.equals(settings.route(route).topic());
                    Stage stage = regrouped ? Stage.BATCHING : cause.stage().orElse(Stage.SOURCE);
                    return new Place(route.label(), stage, topic);
                })
                .toList();
    }

    /** A part whose name ends in a topic concerns the topic, other parts every route. */
    private static List<Place> ofPart(String part, LaneCause cause, Settings settings) {
        Stage stage = cause.stage().orElse(Stage.INSTANCES);
        if (stage == Stage.INSTANCES || stage == Stage.REPLAYS) {
            return List.of(new Place(StageStatus.ALL, stage, StageStatus.ALL));
        }
        String subject = part.substring(part.indexOf('/') + 1);
        for (Route route : settings.enabledRoutes()) {
            if (subject.equals(settings.topics().batches(route))) {
                return List.of(new Place(route.label(), Stage.LANES, route.label()));
            }
            if (subject.equals(route.label())
                    || subject.equals(settings.route(route).topic())) {
                return List.of(new Place(route.label(), stage, subject));
            }
        }
        return subject.equals(settings.topics().replays())
                ? List.of(new Place(StageStatus.ALL, Stage.REPLAYS, subject))
                : everyRoute(stage, settings);
    }

    private static List<Place> everyRoute(Stage stage, Settings settings) {
        return settings.enabledRoutes().stream()
                .map(route -> new Place(route.label(), stage, route.label()))
                .toList();
    }
}
