package io.eventbatcher.config.table;

import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.function.Function;

/**
 * Values parsed by a method of the JDK.
 *
 * @param kind the kind of value, for people
 * @param rule the end of the sentence about a wrong text
 */
public record Parsed<T>(String kind, Function<String, T> parser, String rule) implements Type<T> {
    public static final Type<Path> PATH = new Parsed<>("path", Path::of, "is no path of a file system");

    public static final Type<ZoneId> ZONE = new Parsed<>(
            "time zone",
            ZoneId::of,
            "is no time zone; write a region such as Europe/Berlin, UTC, or an offset such as +02:00");

    @Override
    public T parse(String text) {
        try {
            return parser.apply(text);
        } catch (IllegalArgumentException | DateTimeException wrong) {
            throw new InvalidValueException("'" + text + "' " + rule);
        }
    }
}
