package io.eventbatcher.config;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** What was given, by the table: typed, with defaults, and knowing where each value is from. */
final class Values {
    /** Nothing given. */
    static final Values DEFAULTS = new Values(Map.of(), Map.of(), Set.of());

    private final Map<String, Given> given;
    private final Map<Key<?>, Object> parsed;
    private final Set<Key<?>> faulty;

    private Values(Map<String, Given> given, Map<Key<?>, Object> parsed, Set<Key<?>> faulty) {
        this.given = given;
        this.parsed = parsed;
        this.faulty = faulty;
    }

    static Values parse(Map<String, Given> given, FindingList findings) {
        Map<Key<?>, Object> parsed = new HashMap<>();
        Set<Key<?>> faulty = new HashSet<>();
        for (Key<?> key : Keys.all()) {
            Given value = given.get(key.name());
            try {
                if (value != null) {
                    parsed.put(key, key.type().parse(value));
                } else if (key.fallback() instanceof Key.Fallback.Required required) {
                    faulty.add(key);
                    findings.add(
                            key.name(),
                            "is missing; set it, such as " + required.example() + ", or " + key.variable(),
                            "");
                }
            } catch (WrongValueException wrong) {
                faulty.add(key);
                findings.add(key.name(), String.valueOf(wrong.getMessage()), value == null ? "" : value.origin());
            }
        }
        return new Values(given, parsed, faulty);
    }

    /** The value or the default. */
    <T> T get(Key<T> key) {
        return find(key).orElseThrow(() -> new IllegalStateException(key + " has neither a value nor a default"));
    }

    /** The value or the default, where there is one. */
    <T> Optional<T> find(Key<T> key) {
        Object value = parsed.get(key);
        if (value == null) {
            return key.defaultValue();
        }
        @SuppressWarnings("unchecked") // parse() put in what the key's own type made
        T typed = (T) value;
        return Optional.of(typed);
    }

    /** Whether somebody gave a value that can be taken. */
    boolean isGiven(Key<?> key) {
        return parsed.containsKey(key);
    }

    /** Whether each of these can be judged: none of them is a finding already. */
    boolean sound(Key<?>... keys) {
        for (Key<?> key : keys) {
            if (faulty.contains(key)) {
                return false;
            }
        }
        return true;
    }

    /** Where the value is from; {@code default} when nobody gave one. */
    String origin(Key<?> key) {
        Given value = given.get(key.name());
        return value == null ? "default" : value.origin();
    }

    /** What was given below a passed-through section, without the section's name, in the order of names. */
    Map<String, Given> below(String section) {
        Map<String, Given> below = new TreeMap<>();
        given.forEach((name, value) -> {
            if (name.startsWith(section + ".")) {
                below.put(name.substring(section.length() + 1), value);
            }
        });
        return below;
    }

    /** The same as texts. */
    Map<String, String> textsBelow(String section) {
        Map<String, String> texts = new TreeMap<>();
        below(section).forEach((name, value) -> texts.put(name, value.text()));
        return texts;
    }
}
