package io.eventbatcher.config;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.eventbatcher.route.Route;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The whole configuration of the service.
 *
 * @param applicationId names the Streams application, the consumer groups, the transactions and the internal topics; default
 *     event-batcher
 * @param instance names this instance among those of the application, stable over restarts; default the host's name
 * @param stateDir where the dedupe and buffer stores live; default state, below the working directory
 * @param threads stream threads of the batching half, 1 to 64; default 2
 * @param maxRecordBytes the largest source record, in bytes; all sizes of clients and topics follow from it; default 1,048,576
 * @param kafka how Kafka is reached
 * @param registry how the schema registry is reached
 * @param hubspot how HubSpot is reached
 * @param dedupe how duplicates are found
 * @param topics the names of our own topics
 * @param routes the routes; every one is there
 */
public record Settings(
        String applicationId,
        String instance,
        Path stateDir,
        int threads,
        int maxRecordBytes,
        KafkaSettings kafka,
        RegistrySettings registry,
        HubSpotSettings hubspot,
        DedupeSettings dedupe,
        TopicSettings topics,
        Map<Route, RouteSettings> routes) {

    public Settings {
        routes = Map.copyOf(routes);
        Check.present("application-id", applicationId, "the default is event-batcher.");
        Check.present("instance", instance, "the default is the host's name.");
        Check.within("threads", threads, 1, 64);
        Check.within("max-record-bytes", maxRecordBytes, 1_000, 100_000_000);
    }

    /** The configuration as a file states it; whatever it leaves out has its default. */
    record Stated(
            @JsonProperty("application-id") @Nullable String applicationId,
            @JsonProperty("instance") @Nullable String instance,
            @JsonProperty("state-dir") @Nullable Path stateDir,
            @JsonProperty("threads") @Nullable Integer threads,
            @JsonProperty("max-record-bytes") @Nullable Integer maxRecordBytes,
            @JsonProperty("kafka") @Nullable KafkaSettings kafka,
            @JsonProperty("registry") @Nullable RegistrySettings registry,
            @JsonProperty("hubspot") @Nullable HubSpotSettings hubspot,
            @JsonProperty("dedupe") @Nullable DedupeSettings dedupe,
            @JsonProperty("topics") @Nullable TopicSettings topics,
            @JsonProperty("routes") @Nullable Map<String, RouteSettings.Stated> routes) {

        Settings settings(String hostName) {
            return new Settings(
                    applicationId == null ? "event-batcher" : applicationId,
                    instance == null ? hostName : instance,
                    stateDir == null ? Path.of("state") : stateDir,
                    threads == null ? 2 : threads,
                    maxRecordBytes == null ? 1_048_576 : maxRecordBytes,
                    kafka == null ? new KafkaSettings(null, null) : kafka,
                    registry == null ? new RegistrySettings(null, null) : registry,
                    hubspot == null ? new HubSpotSettings(null, null, null, null, null, null) : hubspot,
                    dedupe == null ? new DedupeSettings(null, null) : dedupe,
                    topics == null ? new TopicSettings(null, null, null, null, null) : topics,
                    allRoutes(routes == null ? Map.of() : routes));
        }

        private static Map<Route, RouteSettings> allRoutes(Map<String, RouteSettings.Stated> stated) {
            Map<String, RouteSettings.Stated> rest = new TreeMap<>(stated);
            Map<Route, RouteSettings> all = new EnumMap<>(Route.class);
            for (Route route : Route.values()) {
                RouteSettings.Stated ofRoute = rest.remove(route.label());
                all.put(route, RouteSettings.of(route, ofRoute == null ? RouteSettings.Stated.NOTHING : ofRoute));
            }
            if (!rest.isEmpty()) {
                throw new ConfigurationException(
                        "routes." + rest.keySet().iterator().next() + ": there is no such route; the routes are "
                                + Route.labels() + ".");
            }
            return all;
        }
    }

    /** The settings of a route. */
    public RouteSettings route(Route route) {
        RouteSettings settings = routes.get(route);
        if (settings == null) {
            throw new IllegalStateException("no settings of route " + route);
        }
        return settings;
    }

    /** The routes whose source topics are read, in the table's order. */
    public List<Route> enabledRoutes() {
        return List.of(Route.values()).stream()
                .filter(route -> route(route).enabled())
                .toList();
    }

    /**
     * The largest record on any topic of ours, in bytes: a batch's stored bytes are bounded so that it fits, and an event that a
     * batch could not hold is a dead letter.
     */
    public int maxTopicRecordBytes() {
        return Math.max(maxRecordBytes * 3, 4_000_000);
    }

    /** The consumer group of the delivery half. */
    public String deliveryGroup() {
        return applicationId + "-delivery";
    }
}
