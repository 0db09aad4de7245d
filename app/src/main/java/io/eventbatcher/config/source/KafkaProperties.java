package io.eventbatcher.config.source;

import io.eventbatcher.config.KafkaSettings;
import io.eventbatcher.config.ReservedProperties;
import io.eventbatcher.config.table.Given;
import io.eventbatcher.config.table.PropertyName;
import io.eventbatcher.config.table.Values;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.streams.StreamsConfig;
import org.jspecify.annotations.Nullable;

/**
 * Checks the properties of Kafka's clients by the definitions of the clients. An unknown name passes, because plug-ins have
 * properties of their own, unless a known name is a slip away.
 */
final class KafkaProperties {
    private static final List<ConfigDef> DEFINITIONS = List.of(
            ConsumerConfig.configDef(),
            ProducerConfig.configDef(),
            AdminClientConfig.configDef(),
            StreamsConfig.configDef());

    private final Values values;
    private final Map<String, Long> numbers = new HashMap<>();

    private KafkaProperties(Values values) {
        this.values = values;
    }

    static void check(Values values) {
        KafkaProperties properties = new KafkaProperties(values);
        values.below(KafkaSettings.PROPERTIES).forEach(properties::check);
        new KafkaNumbers(values, properties.numbers).check();
    }

    private void check(String name, Given value) {
        PropertyName property = PropertyName.of(name);
        Optional<String> refusal = ReservedProperties.refusal(property)
                .or(() -> property.ofTopics() ? Optional.empty() : fault(name, property.bare(), value.text()));
        refusal.ifPresent(sentence -> values.refuse(KafkaSettings.PROPERTIES + "." + name, sentence));
    }

    private Optional<String> fault(String name, String bare, String text) {
        Optional<ConfigDef.ConfigKey> definition = DEFINITIONS.stream()
                .map(client -> client.configKeys().get(bare))
                .filter(Objects::nonNull)
                .findFirst();
        if (definition.isEmpty()) {
            return slip(bare).map(meant -> "no client of Kafka knows it; did you mean " + meant + "?");
        }
        ConfigDef.ConfigKey key = definition.get();
        try {
            Object parsed = ConfigDef.parseType(bare, text, key.type);
            if (key.validator != null) {
                key.validator.ensureValid(bare, parsed);
            }
            if (parsed instanceof Number number) {
                numbers.put(name, number.longValue());
            }
            return Optional.empty();
        } catch (ConfigException wrong) {
            boolean secret = SecretNames.matches(bare) || key.type == ConfigDef.Type.PASSWORD;
            return Optional.of(secret ? "has a value that Kafka does not take" : sentence(wrong.getMessage()));
        }
    }

    /** Kafka says "Invalid value x for configuration y: why". */
    private static String sentence(@Nullable String message) {
        String text = String.valueOf(message);
        return "Kafka does not take it: " + (text.endsWith(".") ? text.substring(0, text.length() - 1) : text);
    }

    private static Optional<String> slip(String name) {
        Set<String> known =
                DEFINITIONS.stream().flatMap(client -> client.names().stream()).collect(Collectors.toSet());
        return Nearest.to(name, known).filter(candidate -> Nearest.distance(name, candidate) <= 2);
    }
}
