package io.eventbatcher.log.line;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.KeyValuePair;

/**
 * An event as a JSON object in a line: {@code time}, {@code level}, {@code logger}, {@code thread}, {@code message}, the key-value pairs as
 * {@code values}, and for an exception {@code cause} and {@code stack}.
 */
final class JsonLine {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern(
                    "yyyy-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private JsonLine() {}

    /** @param stack true for a stack trace beside the causes */
    static String of(ILoggingEvent event, boolean stack) {
        StringBuilder line = new StringBuilder(300).append('{');
        field(line, "time", TIME.format(Instant.ofEpochMilli(event.getTimeStamp())));
        field(line, "level", event.getLevel());
        field(line, "logger", event.getLoggerName());
        field(line, "thread", event.getThreadName());
        field(line, "message", EventTexts.message(event));
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        for (KeyValuePair pair : EventTexts.values(event)) {
            values.put(String.valueOf(pair.key), pair.value);
        }
        if (!values.isEmpty()) {
            line.append(",\"values\":{");
            values.forEach((key, value) -> field(line, key, value));
            line.append('}');
        }
        IThrowableProxy thrown = event.getThrowableProxy();
        if (thrown != null) {
            field(line, "cause", EventTexts.causes(thrown));
            if (stack) {
                field(line, "stack", EventTexts.stack(thrown));
            }
        }
        return line.append("}\n").toString();
    }

    private static void field(StringBuilder line, String name, @Nullable Object value) {
        if (line.charAt(line.length() - 1) != '{') {
            line.append(',');
        }
        JsonText.append(line, name);
        line.append(':');
        if (value instanceof Integer || value instanceof Long || value instanceof Boolean || isFinite(value)) {
            line.append(value);
        } else {
            JsonText.append(line, EventTexts.text(value));
        }
    }

    /** JSON has no words for infinity. */
    private static boolean isFinite(@Nullable Object value) {
        return value instanceof Double number && Double.isFinite(number);
    }
}
