package io.eventbatcher.config;

import java.util.regex.Pattern;

/** How events are decoded. */
final class AvroKeys {
    static final Section SECTION = new Section();

    static final Key<String> DESERIALIZER = SECTION.add(Key.open(
            "avro.deserializer",
            new Types.Text(
                    "class name",
                    Pattern.compile("[\\p{javaJavaIdentifierStart}][\\p{javaJavaIdentifierPart}.]*"),
                    "write the full name of a class on the class path"),
            "our own",
            "Another vendor's deserializer of Kafka's Deserializer interface, with its jar on the class path."));

    private AvroKeys() {}
}
