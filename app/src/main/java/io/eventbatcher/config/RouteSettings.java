package io.eventbatcher.config;

import io.eventbatcher.config.table.Choice;
import io.eventbatcher.config.table.Flag;
import io.eventbatcher.config.table.InvalidValueException;
import io.eventbatcher.config.table.Key;
import io.eventbatcher.config.table.Section;
import io.eventbatcher.config.table.Span;
import io.eventbatcher.config.table.Text;
import io.eventbatcher.config.table.Values;
import io.eventbatcher.config.table.Whole;
import io.eventbatcher.route.Route;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** An operator's choices about a route. Some defaults and bounds depend on the route. */
public record RouteSettings(
        Route route,
        boolean enabled,
        String topic,
        Api api,
        String path,
        int lanes,
        Duration linger,
        int maxInputs,
        int maxBytes,
        int inFlight) {
    private static final Map<Route, Keys> KEYS = new EnumMap<>(Route.class);

    static {
        Stream.of(Route.values()).forEach(route -> KEYS.put(route, new Keys(route)));
    }

    /** The kind of request. */
    public enum Api {
        /** {@code {"inputs":[…]}}. */
        BATCH,
        /** A single bare event, for HubSpot's v3. */
        V3;

        /** The default path of v3. */
        static final String V3_PATH = "/events/v3/send";
    }

    public RouteSettings {
        Keys keys = keys(route);
        keys.topic.check(topic);
        keys.path.check(path);
        keys.lanes.check(lanes);
        keys.linger.check(linger);
        keys.maxInputs.check(maxInputs);
        keys.maxBytes.check(maxBytes);
        keys.inFlight.check(inFlight);
        if (api == Api.V3 && (keys.api.isEmpty() || maxInputs != 1)) {
            throw new InvalidValueException(keys.maxInputs + ": " + maxInputs + keys.notWithV3() + ".");
        }
    }

    private RouteSettings(Keys keys, Values values) {
        this(
                keys.route,
                values.get(keys.enabled),
                values.get(keys.topic),
                keys.apiOf(values),
                values.get(keys.path),
                values.get(keys.lanes),
                values.get(keys.linger),
                values.get(keys.maxInputs),
                values.get(keys.maxBytes),
                values.get(keys.inFlight));
    }

    static RouteSettings of(Route route, Values values) {
        return new RouteSettings(keys(route), values);
    }

    public static RouteSettings defaults(Route route) {
        return of(route, Values.defaults());
    }

    static Keys keys(Route route) {
        return Objects.requireNonNull(KEYS.get(route));
    }

    /** The routes whose source topics are read. */
    static List<Route> enabled(Values values) {
        return Stream.of(Route.values())
                .filter(route -> values.get(keys(route).enabled))
                .toList();
    }

    /** The keys of a route. */
    static final class Keys {
        final Section section;
        final Key<Boolean> enabled;
        /** Empty for a route without a choice. */
        final Optional<Key<Api>> api;

        final Key<String> topic;
        final Key<Integer> maxBytes;
        private final Route route;
        private final Key<String> path;
        private final Key<Integer> lanes;
        private final Key<Duration> linger;
        private final Key<Integer> maxInputs;
        private final Key<Integer> inFlight;

        Keys(Route route) {
            this.route = route;
            section = new Section("routes." + route.label(), this::crossCheck);
            enabled = section.add("enabled", new Flag(), "true", "True if the source topic is read.");
            topic = section.add("topic", Text.TOPIC, route.defaultTopic(), "The source topic.");
            api = route == Route.BEHAVIORAL ? Optional.of(api(section)) : Optional.empty();
            path = section.add("path", Text.path("; the default is " + route.defaultPath()), route.defaultPath(), """
                The path below hubspot.base-url; HubSpot moves paths.
                """);
            lanes = section.add("lanes", new Whole(1, 256, "partitions"), String.valueOf(route.defaultLanes()), """
                Partitions of the route's internal topics: the unit of parallelism. Fixed once the topics exist.
                """);
            Span lingers = Span.of("10ms", "10m");
            linger = section.add(
                    "linger",
                    lingers,
                    lingers.text(route.defaultLinger()),
                    "The longest time that an event waits for its batch to fill, and up to 100 ms more"
                            + (route.ordered()
                                    ? "; long, so that a trickle does not spend the account's quota on tiny requests."
                                    : "."));
            maxInputs = section.add(
                    "max-inputs", new Whole(1, route.maxInputs(), "events"), String.valueOf(route.maxInputs()), """
                    Events in a request, at most.
                    """);
            maxBytes = section.add("max-bytes", new Whole(10_000, 50_000_000, "bytes"), "1000000", """
                Bytes of a request's body, at most; HubSpot's own limit is not known.
                """);
            inFlight = section.add(
                    "in-flight",
                    new Whole(1, route.ordered() ? 1 : 64, "requests"),
                    route.ordered() ? "1" : "8",
                    "Requests in flight per lane, at most, and as many groups of batches without settlement: the window"
                            + (route.ordered()
                                    ? "; always one, because the order of a marketing event is kept."
                                    : "."));
        }

        private static Key<Api> api(Section section) {
            return section.add(
                    "api",
                    Choice.of(Api.BATCH, Api.V3),
                    "batch",
                    "The API in use: the events batch, or v3, which takes a single event per request. With v3 the path"
                            + " is "
                            + Api.V3_PATH + " and max-inputs 1, unless given.");
        }

        Api apiOf(Values values) {
            return api.map(values::get).orElse(Api.BATCH);
        }

        private String notWithV3() {
            return " does not go with routes." + route + ".api v3, which takes one event per request; remove it";
        }

        private void crossCheck(Values values) {
            if (values.sound(linger, DedupeSettings.WINDOW)
                    && values.get(linger).compareTo(values.get(DedupeSettings.WINDOW)) > 0) {
                values.refuse(
                        linger,
                        values.text(linger) + " is longer than dedupe.window (" + values.text(DedupeSettings.WINDOW)
                                + "), so a duplicate could join the batch of its first; make it shorter, or the window"
                                + " longer");
            }
            if (apiOf(values) == Api.V3) {
                values.imply(path, Api.V3_PATH);
                values.imply(maxInputs, 1);
                if (values.get(maxInputs) != 1) {
                    values.refuse(maxInputs, values.text(maxInputs) + notWithV3());
                }
            }
        }
    }
}
