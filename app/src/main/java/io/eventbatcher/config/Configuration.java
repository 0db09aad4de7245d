package io.eventbatcher.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The settings, and where each is from.
 *
 * @param settings what the service reads
 * @param rows every key with its value, in the order of the documentation
 */
public record Configuration(Settings settings, List<Row> rows) {
    public Configuration {
        rows = List.copyOf(rows);
    }

    /**
     * One key.
     *
     * @param key its name
     * @param value its value as text; stars for a secret, a description in parentheses for none
     * @param source {@code default}, {@code FILE:LINE}, or an environment variable with the file it names
     */
    public record Row(String key, String value, String source) {}

    static List<Row> rows(Values values, Settings settings) {
        List<Row> rows = new ArrayList<>();
        for (Key<?> key : Keys.all()) {
            rows.add(new Row(key.name(), shown(values, settings, key), values.origin(key)));
        }
        passedThrough(values, Keys.KAFKA_PROPERTIES, rows);
        passedThrough(values, Keys.AVRO_PROPERTIES, rows);
        return rows;
    }

    private static void passedThrough(Values values, String section, List<Row> rows) {
        for (Map.Entry<String, Given> property : values.below(section).entrySet()) {
            boolean secret = SecretNames.matches(property.getKey());
            Given value = property.getValue();
            rows.add(new Row(
                    section + "." + property.getKey(),
                    secret ? new Secret(value.text()).toString() : value.text(),
                    value.origin()));
        }
    }

    private static <T> String shown(Values values, Settings settings, Key<T> key) {
        if (key.equals(ServiceKeys.INSTANCE)) {
            return settings.instance();
        }
        for (var route : settings.routes().entrySet()) {
            RouteKeys keys = Keys.route(route.getKey());
            // two defaults follow from the API in use
            if (key.equals(keys.path())) {
                return route.getValue().path();
            }
            if (key.equals(keys.maxInputs())) {
                return String.valueOf(route.getValue().maxInputs());
            }
        }
        return values.find(key)
                .map(key.type()::text)
                .orElseGet(() -> "(" + key.fallback().fold(text -> text, example -> example, open -> open) + ")");
    }
}
