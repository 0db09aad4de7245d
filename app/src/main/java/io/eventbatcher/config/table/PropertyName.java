package io.eventbatcher.config.table;

import java.util.List;

/**
 * The name of a Kafka property, parted like Kafka Streams does.
 *
 * @param prefix the kind of client, with a dot; empty for all kinds
 * @param bare the name by which Kafka's clients know the property
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
