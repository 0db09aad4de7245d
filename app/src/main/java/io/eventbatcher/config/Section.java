package io.eventbatcher.config;

import java.util.ArrayList;
import java.util.List;

/** A part of the table of keys, in the order of the documentation. */
final class Section {
    private final List<Key<?>> keys = new ArrayList<>();

    <T> Key<T> add(Key<T> key) {
        keys.add(key);
        return key;
    }

    List<Key<?>> keys() {
        return List.copyOf(keys);
    }
}
