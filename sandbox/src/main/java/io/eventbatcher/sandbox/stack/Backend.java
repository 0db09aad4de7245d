package io.eventbatcher.sandbox.stack;

import io.eventbatcher.config.Settings;
import io.eventbatcher.route.Route;
import io.eventbatcher.sandbox.load.SchemaIds;
import io.eventbatcher.service.TopicPlan;
import io.eventbatcher.service.Topics;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;

/**
 * A broker and a registry, embedded or in containers.
 *
 * @param bootstrapServers of a single broker
 * @param registryUrl the base of Confluent's REST API
 */
public record Backend(String bootstrapServers, String registryUrl) {
    private static final short ONE_BROKER = 1;

    /** Creates the source topics with {@code sourcePartitions} partitions, and the service's own topics. */
    public void createTopics(Settings settings, int sourcePartitions) {
        try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers))) {
            Topics.createMissing(admin, TopicPlan.sources(settings, sourcePartitions));
            Topics.createMissing(admin, TopicPlan.own(settings, Optional.of(ONE_BROKER)));
        }
    }

    /** Creates a topic that is not the service's. */
    public void createTopic(String name, int partitions) {
        try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers))) {
            Topics.createMissing(admin, List.of(new NewTopic(name, partitions, ONE_BROKER)));
        }
    }

    /** Registers the schemas like a producer, and returns their ids. */
    public Map<Route, Integer> registerSchemas(Settings settings) {
        return SchemaIds.register(registryUrl, sourceTopics(settings));
    }

    public static Map<Route, String> sourceTopics(Settings settings) {
        Map<Route, String> topics = new EnumMap<>(Route.class);
        settings.routes().forEach((route, of) -> topics.put(route, of.topic()));
        return topics;
    }
}
