package io.eventbatcher.config;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How Kafka is reached.
 *
 * @param bootstrapServers host:port, comma separated
 * @param properties further client properties, passed to every client: security, timeouts, compression; those the guarantees
 *     need are refused
 */
public record KafkaSettings(String bootstrapServers, Map<String, String> properties) {
    /** Properties that the guarantees depend on, or that have a setting of their own. */
    private static final java.util.Set<String> OURS = java.util.Set.of(
            "bootstrap.servers",
            "application.id",
            "group.id",
            "processing.guarantee",
            "isolation.level",
            "enable.auto.commit",
            "auto.offset.reset",
            "enable.idempotence",
            "acks",
            "transactional.id",
            "transaction.timeout.ms",
            "max.request.size",
            "key.serializer",
            "value.serializer",
            "key.deserializer",
            "value.deserializer");

    public KafkaSettings(
            @JsonProperty("bootstrap-servers") @Nullable String bootstrapServers,
            @JsonProperty("properties") @Nullable Map<String, String> properties) {
        this.bootstrapServers = bootstrapServers == null ? "" : bootstrapServers;
        this.properties = properties == null ? Map.of() : Map.copyOf(properties);
        Check.present("kafka.bootstrap-servers", this.bootstrapServers, "name at least one broker as host:port.");
        for (String key : this.properties.keySet()) {
            if (OURS.contains(key)) {
                throw new ConfigurationException("kafka.properties." + key
                        + ": is set by Event Batcher, because its guarantees depend on it; remove it.");
            }
        }
    }

    /** Passed-through properties may hold passwords, so none of their values is shown. */
    @Override
    public String toString() {
        return "KafkaSettings[" + bootstrapServers + ", properties=" + properties.keySet() + "]";
    }
}
