package io.eventbatcher.config.source;

import io.eventbatcher.config.Secret;
import io.eventbatcher.config.Settings;
import io.eventbatcher.config.table.Key;
import io.eventbatcher.config.table.Values;
import java.util.ArrayList;
import java.util.List;

/**
 * The settings, and the origin of each.
 *
 * @param rows every key with its value, in the order of the documentation
 */
public record Configuration(Settings settings, List<Row> rows) {
    public Configuration {
        rows = List.copyOf(rows);
    }

    /**
     * A key with its value.
     *
     * @param value the text of the value; stars for a secret, a description in parentheses for an open key
     * @param source {@code default}, {@code FILE:LINE}, or an environment variable, with its file
     */
    public record Row(String key, String value, String source) {}

    static List<Row> rows(Values values) {
        List<Row> rows = new ArrayList<>();
        for (Key<?> key : Settings.TABLE.keys()) {
            rows.add(new Row(key.name(), shown(values, key), values.origin(key)));
        }
        for (String part : Settings.TABLE.passedThrough()) {
            values.below(part).forEach((name, value) -> {
                String shown = SecretNames.matches(name) ? new Secret(value.text()).toString() : value.text();
                rows.add(new Row(part + "." + name, shown, value.origin()));
            });
        }
        return rows;
    }

    private static <T> String shown(Values values, Key<T> key) {
        return values.find(key).map(key.type()::text).orElseGet(() -> "(" + key.instead() + ")");
    }
}
