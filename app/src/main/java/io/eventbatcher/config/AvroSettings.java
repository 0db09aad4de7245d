package io.eventbatcher.config;

import io.eventbatcher.config.table.Key;
import io.eventbatcher.config.table.Section;
import io.eventbatcher.config.table.Text;
import io.eventbatcher.config.table.Values;
import java.util.Map;
import java.util.Optional;

/**
 * The decoding of values.
 *
 * @param properties the configuration of another vendor's deserializer, passed through unchanged
 */
public record AvroSettings(Optional<String> deserializer, Map<String, String> properties) {
    static final Section KEYS = new Section("avro", AvroSettings::crossCheck);

    private static final String PROPERTIES = KEYS.passThrough("properties");
    private static final Key<String> DESERIALIZER = KEYS.open(
            "deserializer",
            Text.of(
                    "class name",
                    "[\\p{javaJavaIdentifierStart}][\\p{javaJavaIdentifierPart}.]*",
                    "write the full name of a class on the class path"),
            "our own",
            """
            Another vendor's deserializer of Kafka's Deserializer interface, with its jar on the class path.
            """);

    public AvroSettings {
        deserializer.ifPresent(DESERIALIZER::check);
        properties = Map.copyOf(properties);
    }

    AvroSettings(Values values) {
        this(values.find(DESERIALIZER), values.textsBelow(PROPERTIES));
    }

    private static void crossCheck(Values values) {
        if (!values.isGiven(DESERIALIZER) && values.sound(DESERIALIZER)) {
            for (String name : values.below(PROPERTIES).keySet()) {
                values.refuse(
                        PROPERTIES + "." + name,
                        "has no effect, because our own deserializer has none; set avro.deserializer, or remove it");
            }
        }
    }

    /** Hides the values of properties: some are passwords. */
    @Override
    public String toString() {
        return "AvroSettings[" + deserializer.orElse("our own") + ", properties=" + properties.keySet() + "]";
    }
}
