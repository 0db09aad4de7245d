package io.eventbatcher.config;

import io.eventbatcher.route.Route;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

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
 * @param avro how values are decoded
 * @param ingest when ingest waits instead of judging
 * @param dedupe how duplicates are found
 * @param topics the names of our own topics
 * @param upkeep how an instance stops and tidies up
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
        AvroSettings avro,
        IngestSettings ingest,
        DedupeSettings dedupe,
        TopicSettings topics,
        UpkeepSettings upkeep,
        Map<Route, RouteSettings> routes) {

    public Settings {
        routes = Map.copyOf(routes);
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
        return maxTopicRecordBytes(maxRecordBytes);
    }

    static int maxTopicRecordBytes(int maxRecordBytes) {
        return Math.max(maxRecordBytes * 3, 4_000_000);
    }

    /** The consumer group of the delivery half. */
    public String deliveryGroup() {
        return applicationId + "-delivery";
    }
}
