package io.eventbatcher.config;

import java.util.List;

/**
 * The name of a Kafka property as Kafka Streams reads names.
 *
 * @param prefix the kind of client that the property is for, with a dot; empty for all kinds
 * @param bare the name that Kafka's clients know
 */
public record PropertyName(String prefix, String bare) {
    /** The prefixes of Kafka Streams. */
    public static final List<String> PREFIXES = List.of(
            "main.consumer.", "restore.consumer.", "global.consumer.", "consumer.", "producer.", "admin.", "topic.");

    public static PropertyName of(String name) {
        String prefix = PREFIXES.stream().filter(name::startsWith).findFirst().orElse("");
        return new PropertyName(prefix, name.substring(prefix.length()));
    }

    /** True for a property of internal topics. */
    public boolean ofTopics() {
        return prefix.equals("topic.");
    }
}
