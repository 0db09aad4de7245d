package io.eventbatcher.console.http;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A request of a browser.
 *
 * @param headers by their names in small letters
 * @param form the fields of a POST; none otherwise
 */
public record Request(
        String method, String path, Parameters query, Map<String, List<String>> headers, Parameters form) {

    /** True for a method that changes nothing. */
    public boolean isSafe() {
        return method.equals("GET") || method.equals("HEAD");
    }

    /** The only value of a header; empty if the header is missing, or stands there more than once. */
    public Optional<String> header(String name) {
        List<String> values = headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of());
        return values.size() == 1 ? Optional.of(values.get(0)) : Optional.empty();
    }

    /** True if a header is there, however often. */
    public boolean has(String name) {
        return headers.containsKey(name.toLowerCase(Locale.ROOT));
    }

    /** The value of a cookie. */
    public Optional<String> cookie(String name) {
        return headers.getOrDefault("cookie", List.of()).stream()
                .flatMap(line -> Arrays.stream(line.split(";", -1)))
                .map(String::strip)
                .filter(pair -> pair.startsWith(name + "="))
                .map(pair -> pair.substring(name.length() + 1))
                .findFirst();
    }

    /** True if htmx asks for a piece of a page. */
    public boolean wantsPiece() {
        return header("hx-request").isPresent();
    }
}
