package io.eventbatcher.sandbox.load;

import io.eventbatcher.route.Route;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;

/** Finds the number of partitions of each topic, and reports missing topics before anything is published. */
public final class LoadTopics {

    private static final int PATIENCE_MILLIS = 10_000;

    private LoadTopics() {}

    /** The source topic of each route, unless configured otherwise. */
    public static Map<Route, String> defaults() {
        return Arrays.stream(Route.values()).collect(Collectors.toMap(route -> route, Route::defaultTopic));
    }

    /**
     * The number of partitions of each route's topic.
     *
     * @throws LoadException if no broker answers or a topic does not exist
     */
    public static Map<Route, Integer> partitions(String bootstrapServers, Map<Route, String> topics) {
        Map<Route, Integer> partitions = new EnumMap<>(Route.class);
        TreeSet<String> missing = new TreeSet<>();
        try (Admin admin = Admin.create(settings(bootstrapServers))) {
            var found = admin.describeTopics(topics.values()).topicNameValues();
            for (Map.Entry<Route, String> topic : topics.entrySet()) {
                int count = partitions(found.get(topic.getValue()));
                if (count == 0) {
                    missing.add(topic.getValue());
                }
                partitions.put(topic.getKey(), count);
            }
        } catch (ExecutionException | KafkaException unreachable) {
            throw new LoadException(
                    "No Kafka broker answers at %s; start one, or set its address with --bootstrap-servers."
                            .formatted(bootstrapServers),
                    unreachable);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LoadException("Interrupted while asking for the topics.", e);
        }
        if (!missing.isEmpty()) {
            throw new LoadException("The broker at %s has no topic %s; create it, or name another one (see --help)."
                    .formatted(bootstrapServers, String.join(", ", missing)));
        }
        return partitions;
    }

    private static Map<String, Object> settings(String bootstrapServers) {
        return Map.of(
                "bootstrap.servers", bootstrapServers,
                "default.api.timeout.ms", PATIENCE_MILLIS,
                "request.timeout.ms", PATIENCE_MILLIS);
    }

    /** Returns 0 for a missing topic. */
    private static int partitions(@Nullable KafkaFuture<TopicDescription> found)
            throws ExecutionException, InterruptedException {
        try {
            return found == null ? 0 : found.get().partitions().size();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                return 0;
            }
            throw e;
        }
    }
}
