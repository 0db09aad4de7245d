package io.eventbatcher.service;

import io.eventbatcher.config.Settings;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;

/** Admin clients for the configured cluster. */
public final class KafkaClients {
    private static final Duration LONGEST_REQUEST = Duration.ofSeconds(10);

    private KafkaClients() {}

    /** An admin client with a timeout of 30 s, so that a command ends with a sentence. */
    public static Admin admin(Settings settings) {
        return admin(settings, Duration.ofSeconds(30));
    }

    /** An admin client with a timeout of its own, which overrides {@code kafka.properties}. */
    static Admin admin(Settings settings, Duration patience) {
        Map<String, Object> properties = new HashMap<>(settings.kafka().adminProperties());
        properties.put(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, settings.kafka().bootstrapServers());
        properties.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, String.valueOf(patience.toMillis()));
        properties.put(
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                String.valueOf(Math.min(patience.toMillis(), LONGEST_REQUEST.toMillis())));
        return Admin.create(properties);
    }
}
