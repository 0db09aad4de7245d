package io.eventbatcher.delivery.search;

import java.util.List;

/**
 * The inputs that an answer names.
 *
 * @param named some of the inputs of the refused request, or none
 * @param together true if the answer speaks of all of them at once: sent together, they get one verdict
 */
public record Hint<T>(List<T> named, boolean together) {
    public Hint {
        named = List.copyOf(named);
    }

    /** An answer that names no input. */
    public static <T> Hint<T> none() {
        return new Hint<>(List.of(), false);
    }
}
