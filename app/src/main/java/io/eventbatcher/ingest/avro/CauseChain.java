package io.eventbatcher.ingest.avro;

import io.eventbatcher.log.Causes;
import io.eventbatcher.log.Printable;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Tells an exception of another vendor's deserializer with all causes, in one line. Values of the deserializer's properties are left out,
 * because passwords are among them.
 */
final class CauseChain {
    /** Parts of a secret may be quoted alone, as the password of {@code name:password}. */
    private static final int LEAST_SECRET_PART = 4;

    /** Values that help to find the fault. */
    private static final Pattern OPEN = Pattern.compile("true|false|https?://[^@]*");

    private static final Set<String> SECRETIVE =
            Set.of("pass", "secret", "token", "auth", "jaas", "credential", "key", "user");

    /** Texts to leave out, and their replacements; the longest first, because a value may contain a second one. */
    private final Map<String, String> hidden = new LinkedHashMap<>();

    CauseChain(Map<String, String> properties) {
        Map<String, String> unsorted = new LinkedHashMap<>();
        properties.forEach((name, value) -> {
            String instead = "<" + name + ">";
            unsorted.put(value, instead);
            if (SECRETIVE.stream().anyMatch(name.toLowerCase(Locale.ROOT)::contains)) {
                for (String part : value.split("[\\s:;,=@\"'&/]+", -1)) {
                    unsorted.put(part.length() < LEAST_SECRET_PART ? value : part, instead);
                }
            }
        });
        unsorted.keySet().stream()
                .filter(value ->
                        value.strip().length() > 1 && !OPEN.matcher(value).matches())
                .sorted(Comparator.comparingInt(String::length).reversed())
                .forEach(value -> hidden.put(value, unsorted.getOrDefault(value, "")));
    }

    /** The exception and the causes behind it; the last is the reason of all. */
    String of(Throwable thrown) {
        return Causes.of(thrown).stream().map(this::link).collect(Collectors.joining("; caused by "));
    }

    private String link(Throwable cause) {
        String message = message(cause);
        return cause.getClass().getSimpleName() + (message.isEmpty() ? "" : ": " + message);
    }

    /** The message; empty if Java made the message of the cause alone. */
    private String message(Throwable thrown) {
        String message = thrown.getMessage();
        if (message == null
                || (thrown.getCause() != null
                        && message.equals(thrown.getCause().toString()))) {
            return "";
        }
        String told = message;
        for (Map.Entry<String, String> value : hidden.entrySet()) {
            told = told.replace(value.getKey(), value.getValue());
        }
        return Printable.brief(told);
    }
}
