package io.eventbatcher.config;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.streams.StreamsConfig;
import org.jspecify.annotations.Nullable;

/**
 * Checks the properties that are passed to Kafka's clients by the clients' own definitions. A name that no client knows is let
 * through, because plug-ins have properties of their own; unless it is one slip away from one that a client knows.
 */
final class KafkaProperties {
    /** Streams must commit well within a transaction. */
    private static final int LONGEST_COMMIT_INTERVAL_MILLIS = 5_000;

    private static final List<ConfigDef> DEFINITIONS = List.of(
            ConsumerConfig.configDef(),
            ProducerConfig.configDef(),
            AdminClientConfig.configDef(),
            StreamsConfig.configDef());

    private final FindingList findings;
    private final Map<String, Long> numbers = new HashMap<>();

    private KafkaProperties(FindingList findings) {
        this.findings = findings;
    }

    static void check(Values values, FindingList findings) {
        KafkaProperties properties = new KafkaProperties(findings);
        Map<String, Given> given = values.below(Keys.KAFKA_PROPERTIES);
        given.forEach(properties::checkOne);
        properties.checkTimeouts(given);
    }

    private void checkOne(String name, Given value) {
        String key = Keys.KAFKA_PROPERTIES + "." + name;
        String prefix = KafkaSettings.PREFIXES.stream()
                .filter(name::startsWith)
                .findFirst()
                .orElse("");
        String bare = name.substring(prefix.length());
        Optional<String> reserved = ReservedProperties.reason(bare, prefix.equals("topic."));
        if (reserved.isPresent()) {
            findings.add(key, "is not yours to set, because " + reserved.get() + "; remove it", value.origin());
        } else if (!prefix.equals("topic.")) {
            checkValue(key, bare, value);
        }
    }

    private void checkValue(String key, String bare, Given value) {
        List<ConfigDef.ConfigKey> definitions = DEFINITIONS.stream()
                .map(definition -> definition.configKeys().get(bare))
                .filter(Objects::nonNull)
                .toList();
        if (definitions.isEmpty()) {
            slip(bare)
                    .ifPresent(meant -> findings.add(
                            key, "no client of Kafka knows it; did you mean " + meant + "?", value.origin()));
            return;
        }
        try {
            ConfigDef.ConfigKey definition = definitions.get(0);
            Object parsed = ConfigDef.parseType(bare, value.text(), definition.type);
            if (definition.validator != null) {
                definition.validator.ensureValid(bare, parsed);
            }
            if (parsed instanceof Number number) {
                numbers.put(key, number.longValue());
            }
        } catch (ConfigException wrong) {
            boolean secret = SecretNames.matches(bare) || definitions.get(0).type == ConfigDef.Type.PASSWORD;
            findings.add(
                    key,
                    secret ? "has a value that Kafka does not take" : sentence(wrong.getMessage()),
                    value.origin());
        }
    }

    /** Kafka says "Invalid value x for configuration y: why". */
    private static String sentence(@Nullable String message) {
        String text = String.valueOf(message);
        return "Kafka does not take it: " + (text.endsWith(".") ? text.substring(0, text.length() - 1) : text);
    }

    private static Optional<String> slip(String name) {
        Set<String> known = new HashSet<>();
        DEFINITIONS.forEach(definition -> known.addAll(definition.names()));
        return Nearest.to(name, known).filter(candidate -> Nearest.distance(name, candidate) <= 2);
    }

    private void checkTimeouts(Map<String, Given> given) {
        for (String prefix : List.of("", "main.consumer.", "consumer.")) {
            below(
                    given,
                    prefix + "heartbeat.interval.ms",
                    prefix + "session.timeout.ms",
                    "a member would be thought dead");
            below(given, prefix + "fetch.max.wait.ms", prefix + "request.timeout.ms", "an idle fetch would time out");
        }
        for (String prefix : List.of("", "producer.")) {
            below(
                    given,
                    prefix + "request.timeout.ms",
                    prefix + "delivery.timeout.ms",
                    "Kafka's producer refuses that");
        }
        below(given, "request.timeout.ms", "default.api.timeout.ms", "no request could be repeated");
        checkCommitInterval(given);
    }

    private void checkCommitInterval(Map<String, Given> given) {
        String name = "commit.interval.ms";
        Long millis = numbers.get(Keys.KAFKA_PROPERTIES + "." + name);
        if (millis != null && (millis < 1 || millis > LONGEST_COMMIT_INTERVAL_MILLIS)) {
            findings.add(
                    Keys.KAFKA_PROPERTIES + "." + name,
                    millis + " is out of range; allowed are 1 to " + LONGEST_COMMIT_INTERVAL_MILLIS
                            + ", because a transaction lasts so long and its timeout is 10 s",
                    origin(given, name));
        }
    }

    private void below(Map<String, Given> given, String less, String more, String otherwise) {
        Long small = numbers.get(Keys.KAFKA_PROPERTIES + "." + less);
        Long large = numbers.get(Keys.KAFKA_PROPERTIES + "." + more);
        if (small != null && large != null && small >= large) {
            findings.add(
                    Keys.KAFKA_PROPERTIES + "." + less,
                    small + " must be less than " + more + " (" + large + "): " + otherwise,
                    origin(given, less));
        }
    }

    private static String origin(Map<String, Given> given, String name) {
        Given value = given.get(name);
        return value == null ? "" : value.origin();
    }
}
