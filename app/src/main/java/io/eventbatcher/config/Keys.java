package io.eventbatcher.config;

import io.eventbatcher.route.Route;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The table of keys, in the order of the documentation; each section has its own class. */
final class Keys {
    /** Sections whose keys are not ours to know. */
    static final String KAFKA_PROPERTIES = "kafka.properties";

    static final String AVRO_PROPERTIES = "avro.properties";

    private static final Map<Route, RouteKeys> ROUTES = routes();
    private static final List<Key<?>> ALL = table();

    private Keys() {}

    /** Every key but those of {@link #KAFKA_PROPERTIES} and {@link #AVRO_PROPERTIES}. */
    static List<Key<?>> all() {
        return ALL;
    }

    static Optional<Key<?>> named(String name) {
        return ALL.stream().filter(key -> key.name().equals(name)).findFirst();
    }

    static RouteKeys route(Route route) {
        RouteKeys keys = ROUTES.get(route);
        if (keys == null) {
            throw new IllegalStateException("no keys of route " + route);
        }
        return keys;
    }

    private static Map<Route, RouteKeys> routes() {
        Map<Route, RouteKeys> routes = new LinkedHashMap<>();
        for (Route route : Route.values()) {
            routes.put(route, RouteKeys.of(route, TopicKeys.TOPIC));
        }
        return routes;
    }

    private static List<Key<?>> table() {
        List<Key<?>> table = new ArrayList<>();
        Stream.of(
                        ServiceKeys.SECTION,
                        KafkaKeys.SECTION,
                        RegistryKeys.SECTION,
                        AvroKeys.SECTION,
                        IngestKeys.SECTION,
                        AccessKeys.SECTION,
                        AnswerKeys.SECTION,
                        RateKeys.SECTION,
                        HaltKeys.SECTION,
                        DedupeKeys.SECTION,
                        TopicKeys.SECTION)
                .map(Section::keys)
                .forEach(table::addAll);
        ROUTES.values().forEach(route -> table.addAll(route.all()));
        return List.copyOf(table);
    }
}
