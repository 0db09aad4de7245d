package io.eventbatcher.config.table;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Several values, separated by commas.
 *
 * @param kind the kind of values, for people
 */
public record Listed<T>(String kind, Type<T> element) implements Type<List<T>> {
    @Override
    public List<T> parse(String text) {
        return Arrays.stream(text.split(",", -1))
                .map(String::strip)
                .map(element::parse)
                .toList();
    }

    @Override
    public String text(List<T> values) {
        return values.stream().map(element::text).collect(Collectors.joining(","));
    }

    @Override
    public boolean list() {
        return true;
    }
}
