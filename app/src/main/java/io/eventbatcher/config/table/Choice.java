package io.eventbatcher.config.table;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** @param labels the values by their texts, in the order of the documentation */
public record Choice<E>(Map<String, E> labels) implements Type<E> {
    /** A choice between constants, written in lower case with hyphens. */
    @SafeVarargs
    public static <E extends Enum<E>> Choice<E> of(E... values) {
        Map<String, E> labels = new LinkedHashMap<>();
        for (E value : values) {
            labels.put(value.name().toLowerCase(Locale.ROOT).replace('_', '-'), value);
        }
        return new Choice<>(labels);
    }

    @Override
    public E parse(String text) {
        E value = labels.get(text.toLowerCase(Locale.ROOT));
        if (value == null) {
            throw new InvalidValueException(
                    "'" + text + "' is not one of the choices; allowed are " + String.join(", ", labels.keySet()));
        }
        return value;
    }

    @Override
    public String text(E value) {
        return labels.entrySet().stream()
                .filter(label -> label.getValue().equals(value))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseGet(value::toString);
    }

    @Override
    public String kind() {
        return "choice";
    }

    @Override
    public String bounds() {
        return labels.keySet().stream().map(label -> "`" + label + "`").collect(Collectors.joining(", "));
    }
}
