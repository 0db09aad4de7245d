package io.eventbatcher.config;

import io.eventbatcher.config.RouteSettings.Api;
import io.eventbatcher.route.Route;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The keys of one route.
 *
 * @param api only where there is a choice
 */
record RouteKeys(
        Key<Boolean> enabled,
        Key<String> topic,
        Optional<Key<Api>> api,
        Key<String> path,
        Key<Integer> lanes,
        Key<Duration> linger,
        Key<Integer> maxInputs,
        Key<Integer> maxBytes,
        Key<Integer> inFlight) {

    static RouteKeys of(Route route, Type<String> topicName) {
        String section = "routes." + route.label() + ".";
        Optional<Key<Api>> api = route == Route.BEHAVIORAL
                ? Optional.of(Key.of(
                        section + "api",
                        Types.choice(Api.BATCH, Api.V3),
                        "batch",
                        "The API in use: the events batch, or v3, which takes a single event per request. With v3 the path is "
                                + Api.V3_PATH + " and max-inputs 1, unless given."))
                : Optional.empty();
        return new RouteKeys(
                Key.of(section + "enabled", new Types.Flag(), "true", "Whether the source topic is read."),
                Key.of(section + "topic", topicName, route.defaultTopic(), "The source topic."),
                api,
                Key.of(
                        section + "path",
                        new Types.Text(
                                "path",
                                Pattern.compile("/[^?#\\s]*"),
                                "a path starts with a slash and has no '?' or '#'; the default is "
                                        + route.defaultPath()),
                        route.defaultPath(),
                        "The path below hubspot.base-url: HubSpot moves its paths."),
                Key.of(
                        section + "lanes",
                        new Types.Whole(1, 256, "partitions"),
                        String.valueOf(route.defaultLanes()),
                        "Partitions of the route's internal topics: the unit of parallelism. Fixed once the topics exist."),
                Key.of(
                        section + "linger",
                        new Types.Span(Duration.ofMillis(10), Duration.ofMinutes(10)),
                        Durations.text(route.defaultLinger()),
                        route.ordered()
                                ? "The longest an event waits for its batch to fill; long, so that a trickle does not spend the"
                                        + " account's quota on tiny requests."
                                : "The longest an event waits for its batch to fill."),
                Key.of(
                        section + "max-inputs",
                        new Types.Whole(1, route.maxInputs(), "events"),
                        String.valueOf(route.maxInputs()),
                        "Events in a request, at most."),
                Key.of(
                        section + "max-bytes",
                        new Types.Whole(10_000, 50_000_000, "bytes"),
                        "1000000",
                        "Bytes of a request's body, at most; HubSpot's own limit is not known."),
                Key.of(
                        section + "in-flight",
                        new Types.Whole(1, route.ordered() ? 1 : 64, "batches"),
                        route.ordered() ? "1" : "8",
                        route.ordered()
                                ? "Batches in flight per lane; always one, because the order of a marketing event is kept."
                                : "Batches in flight per lane."));
    }

    List<Key<?>> all() {
        List<Key<?>> keys = new ArrayList<>(List.of(enabled, topic));
        api.ifPresent(keys::add);
        keys.addAll(List.of(path, lanes, linger, maxInputs, maxBytes, inFlight));
        return keys;
    }
}
