package io.eventbatcher.config.table;

import java.util.regex.Pattern;

/** One or more {@code host:port}, separated by commas. */
public record Servers() implements Type<String> {
    private static final Pattern SERVER =
            Pattern.compile("([A-Za-z][A-Za-z0-9_]*://)?(\\[[0-9A-Fa-f:.%]+]|[^\\s:/,]+):\\d{1,5}");

    @Override
    public String parse(String text) {
        for (String server : text.split(",", -1)) {
            if (!SERVER.matcher(server.strip()).matches()) {
                throw new InvalidValueException(
                        "'" + server.strip() + "' is no host:port; write something like broker-1:9092,broker-2:9092");
            }
        }
        return text;
    }

    @Override
    public String kind() {
        return "host:port, comma separated";
    }

    @Override
    public boolean list() {
        return true;
    }
}
