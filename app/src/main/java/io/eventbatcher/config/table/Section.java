package io.eventbatcher.config.table;

import io.eventbatcher.config.table.Key.Fallback;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** The keys of a settings record in the order of the documentation, and a rule about contradictions between values. */
public final class Section {
    private final String prefix;
    private final Consumer<Values> rule;
    private final List<Key<?>> keys = new ArrayList<>();
    private final List<String> passedThrough = new ArrayList<>();

    /** @param name begins the names of the keys; empty for keys at the top */
    public Section(String name) {
        this(name, values -> {});
    }

    /** @param rule refuses contradictions between values */
    public Section(String name, Consumer<Values> rule) {
        this.prefix = name.isEmpty() ? "" : name + ".";
        this.rule = rule;
    }

    /** Adds a key with a default. */
    public <T> Key<T> add(String name, Type<T> type, String defaultText, String purpose) {
        return add(name, type, Fallback.DEFAULT, defaultText, purpose);
    }

    /** Adds a key without a default, with an example of the value required. */
    public <T> Key<T> required(String name, Type<T> type, String example, String purpose) {
        return add(name, type, Fallback.REQUIRED, example, purpose);
    }

    /** Adds a key that may stay open, with a description of the open state. */
    public <T> Key<T> open(String name, Type<T> type, String description, String purpose) {
        return add(name, type, Fallback.OPEN, description, purpose);
    }

    private <T> Key<T> add(String name, Type<T> type, Fallback fallback, String instead, String purpose) {
        Key<T> key = new Key<>(
                prefix + name, type, fallback, instead, purpose.strip().replace('\n', ' '));
        keys.add(key);
        return key;
    }

    /** Adds a part whose keys another library knows, and returns the whole name of the part. */
    public String passThrough(String name) {
        passedThrough.add(prefix + name);
        return prefix + name;
    }

    public List<Key<?>> keys() {
        return List.copyOf(keys);
    }

    List<String> passedThrough() {
        return passedThrough;
    }

    void crossCheck(Values values) {
        rule.accept(values);
    }
}
