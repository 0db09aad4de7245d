package io.eventbatcher.console.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Names and values of an address or a form, in their order. */
public final class Parameters {
    /** No form of the console has as many. */
    private static final int MOST = 1_000;

    private final Map<String, List<String>> values = new LinkedHashMap<>();

    private Parameters() {}

    /**
     * Reads {@code application/x-www-form-urlencoded}.
     *
     * @throws IllegalArgumentException for a text that is none
     */
    public static Parameters parse(@Nullable String encoded) {
        Parameters parameters = new Parameters();
        if (encoded == null || encoded.isEmpty()) {
            return parameters;
        }
        String[] pairs = encoded.split("&", -1);
        if (pairs.length > MOST) {
            throw new IllegalArgumentException("too many parameters");
        }
        for (String pair : pairs) {
            int equals = pair.indexOf('=');
            String name = URLDecoder.decode(equals < 0 ? pair : pair.substring(0, equals), UTF_8);
            String value = equals < 0 ? "" : URLDecoder.decode(pair.substring(equals + 1), UTF_8);
            parameters.values.computeIfAbsent(name, first -> new ArrayList<>()).add(value);
        }
        return parameters;
    }

    /** The first value; empty if there is none. */
    public String get(String name) {
        List<String> all = all(name);
        return all.isEmpty() ? "" : all.get(0);
    }

    public List<String> all(String name) {
        return Collections.unmodifiableList(values.getOrDefault(name, List.of()));
    }

    public Map<String, List<String>> asMap() {
        return Collections.unmodifiableMap(values);
    }
}
