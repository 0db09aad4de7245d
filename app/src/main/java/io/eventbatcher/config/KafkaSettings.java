package io.eventbatcher.config;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How Kafka is reached.
 *
 * @param bootstrapServers host:port, comma separated
 * @param properties further client properties: security, timeouts, compression. A name may have one of the prefixes of Kafka
 *     Streams, and is then for that kind of client only. Those the guarantees need are not among them
 */
public record KafkaSettings(String bootstrapServers, Map<String, String> properties) {
    /** How Kafka Streams tells properties of one kind of client from those of all. */
    static final List<String> PREFIXES = List.of(
            "main.consumer.", "restore.consumer.", "global.consumer.", "consumer.", "producer.", "admin.", "topic.");

    public KafkaSettings {
        properties = Map.copyOf(properties);
    }

    /** What a plain consumer is given; {@link #properties} is for Kafka Streams, which reads the prefixes itself. */
    public Map<String, String> consumerProperties() {
        return ofClient("consumer.");
    }

    /** What a plain producer is given. */
    public Map<String, String> producerProperties() {
        return ofClient("producer.");
    }

    /** What an admin client is given. */
    public Map<String, String> adminProperties() {
        return ofClient("admin.");
    }

    private Map<String, String> ofClient(String prefix) {
        Map<String, String> own = new HashMap<>();
        properties.forEach((name, value) -> {
            if (PREFIXES.stream().noneMatch(name::startsWith)) {
                own.put(name, value);
            }
        });
        properties.forEach((name, value) -> {
            if (name.startsWith(prefix)) {
                own.put(name.substring(prefix.length()), value);
            }
        });
        return own;
    }

    /** Passed-through properties may hold passwords, so none of their values is shown. */
    @Override
    public String toString() {
        return "KafkaSettings[" + bootstrapServers + ", properties=" + properties.keySet() + "]";
    }
}
