package io.eventbatcher.delivery.search;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Inputs that wait in a search.
 *
 * @param inputs at least one
 * @param suspect true if one of the inputs at least is bad, because a request with all of them was refused
 * @param hint the inputs that the answer to that request named
 */
record Block<T>(List<T> inputs, boolean suspect, Hint<T> hint) {
    Block {
        inputs = List.copyOf(inputs);
    }

    static <T> Block<T> suspects(List<T> inputs, Hint<T> hint) {
        return new Block<>(inputs, true, hint);
    }

    static <T> Block<T> unknown(List<T> inputs) {
        return new Block<>(inputs, false, Hint.none());
    }

    /** The inputs that the answer did not name; all without a hint. */
    List<T> unnamed() {
        Set<T> named = new HashSet<>(hint.named());
        return inputs.stream().filter(input -> !named.contains(input)).toList();
    }
}
