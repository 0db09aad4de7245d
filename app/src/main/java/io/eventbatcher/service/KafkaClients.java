package io.eventbatcher.service;

import io.eventbatcher.config.Settings;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;

/** Kafka clients of this configuration, beside those of the two halves. */
public final class KafkaClients {
    private KafkaClients() {}

    /** An admin client that gives up after half a minute, so that a command ends with a sentence. */
    public static Admin admin(Settings settings) {
        Map<String, Object> properties = new HashMap<>(settings.kafka().adminProperties());
        properties.put(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, settings.kafka().bootstrapServers());
        properties.putIfAbsent(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, "30000");
        properties.putIfAbsent(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, "10000");
        return Admin.create(properties);
    }
}
