package io.eventbatcher.config;

import io.eventbatcher.config.table.InvalidValueException;
import io.eventbatcher.config.table.Key;
import io.eventbatcher.config.table.PropertyName;
import io.eventbatcher.config.table.Section;
import io.eventbatcher.config.table.Servers;
import io.eventbatcher.config.table.Values;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The access to Kafka.
 *
 * @param properties further properties of clients: security, timeouts, compression. A name with a prefix of Kafka Streams is
 *     for a single kind of client. {@link ReservedProperties} are refused
 */
public record KafkaSettings(String bootstrapServers, Map<String, String> properties) {
    static final Section KEYS = new Section("kafka");

    /** Begins the names of {@link #properties} in the configuration. */
    public static final String PROPERTIES = KEYS.passThrough("properties");

    private static final Key<String> BOOTSTRAP_SERVERS =
            KEYS.required("bootstrap-servers", new Servers(), "localhost:9092", """
                The brokers to ask first; two or three are enough to find the others.
                """);

    /**
     * Metrics go to the service's own page. Kafka's clients would also show each of some thousand by JMX and name each for brokers that ask for metrics,
     * which is a tenth of the work of a start.
     */
    private static final Map<String, String> DEFAULTS = Map.of("metric.reporters", "", "enable.metrics.push", "false");

    public KafkaSettings {
        BOOTSTRAP_SERVERS.check(bootstrapServers);
        properties = Map.copyOf(properties);
        properties
                .keySet()
                .forEach(name -> ReservedProperties.refusal(PropertyName.of(name))
                        .ifPresent(refusal -> {
                            throw new InvalidValueException(PROPERTIES + "." + name + ": " + refusal + ".");
                        }));
    }

    KafkaSettings(Values values) {
        this(values.get(BOOTSTRAP_SERVERS), values.textsBelow(PROPERTIES));
    }

    /** Properties for Kafka Streams, which reads their prefixes. */
    public Map<String, String> streamsProperties() {
        Map<String, String> all = new HashMap<>(DEFAULTS);
        all.putAll(properties);
        return all;
    }

    /** True if the operator has given the consumers a place in their groups that outlives a restart. */
    public boolean isStaticMember() {
        return properties.keySet().stream()
                .anyMatch(name -> PropertyName.of(name).bare().equals("group.instance.id"));
    }

    /** Properties for a plain consumer. */
    public Map<String, String> consumerProperties() {
        return ofClient("consumer.");
    }

    /** Properties for a consumer of no group, which commits nothing and makes no topic. */
    public Map<String, Object> readerProperties() {
        Map<String, Object> all = new HashMap<>(consumerProperties());
        all.keySet().removeAll(List.of("group.id", "group.instance.id"));
        all.put("bootstrap.servers", bootstrapServers);
        all.put("enable.auto.commit", false);
        all.put("allow.auto.create.topics", false);
        return all;
    }

    /** Properties for a plain producer. */
    public Map<String, String> producerProperties() {
        return ofClient("producer.");
    }

    /** Properties for an admin client. */
    public Map<String, String> adminProperties() {
        return ofClient("admin.");
    }

    private Map<String, String> ofClient(String prefix) {
        Map<String, String> all = new HashMap<>(DEFAULTS);
        Map<String, String> own = new HashMap<>();
        properties.forEach((text, value) -> {
            PropertyName name = PropertyName.of(text);
            if (name.prefix().isEmpty()) {
                all.put(name.bare(), value);
            } else if (name.prefix().equals(prefix)) {
                own.put(name.bare(), value);
            }
        });
        all.putAll(own);
        return all;
    }

    /** Hides the values of properties: some are passwords. */
    @Override
    public String toString() {
        return "KafkaSettings[" + bootstrapServers + ", properties=" + properties.keySet() + "]";
    }
}
