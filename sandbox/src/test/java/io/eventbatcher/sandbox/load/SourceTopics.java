package io.eventbatcher.sandbox.load;

import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/** The source topics of all routes, by their default names. */
public final class SourceTopics {
    private SourceTopics() {}

    public static void create(String bootstrapServers, int partitions) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            admin.createTopics(LoadTopics.defaults().values().stream()
                            .map(topic -> new NewTopic(topic, partitions, (short) 1))
                            .toList())
                    .all()
                    .get();
        }
    }
}
