package io.eventbatcher.config.table;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Values by key: typed, with defaults, and with their origins. */
public final class Values {
    private final Map<String, Given> given;
    private final Findings findings;
    private final Map<Key<?>, Object> parsed = new HashMap<>();
    private final Map<Key<?>, Object> implied = new HashMap<>();
    private final Set<Key<?>> faulty = new HashSet<>();

    Values(Map<String, Given> given, Findings findings) {
        this.given = given;
        this.findings = findings;
    }

    /** The defaults. */
    public static Values defaults() {
        return new Values(Map.of(), new Findings());
    }

    void parse(Key<?> key) {
        Given value = given.get(key.name());
        try {
            if (value != null) {
                parsed.put(key, key.type().parse(value));
            } else if (key.fallback() == Key.Fallback.REQUIRED) {
                faulty.add(key);
                findings.add(key.name(), "is missing; set it, such as " + key.instead() + ", or " + key.variable(), "");
            }
        } catch (InvalidValueException wrong) {
            faulty.add(key);
            findings.add(key.name(), String.valueOf(wrong.getMessage()), value == null ? "" : value.origin());
        }
    }

    /** The value or the default. */
    public <T> T get(Key<T> key) {
        return find(key).orElseThrow(() -> new IllegalStateException(key + " has neither a value nor a default"));
    }

    /** The value or the default, if any. */
    public <T> Optional<T> find(Key<T> key) {
        Object value = parsed.getOrDefault(key, implied.get(key));
        if (value == null) {
            return key.defaultValue();
        }
        @SuppressWarnings("unchecked") // made by the type of the key
        T typed = (T) value;
        return Optional.of(typed);
    }

    /** The text of the value or the default. */
    public <T> String text(Key<T> key) {
        return key.type().text(get(key));
    }

    /** True when somebody gave a valid value. */
    public boolean isGiven(Key<?> key) {
        return parsed.containsKey(key);
    }

    /** True when none of the keys is a finding already. */
    public boolean sound(Key<?>... keys) {
        for (Key<?> key : keys) {
            if (faulty.contains(key)) {
                return false;
            }
        }
        return true;
    }

    /** Replaces the default of a key, when the value of another key demands a new default. */
    public <T> void imply(Key<T> key, T value) {
        implied.put(key, value);
    }

    /** Reports a contradiction, in a sentence without a full stop. */
    public void refuse(Key<?> key, String sentence) {
        refuse(key.name(), sentence);
    }

    /** Like {@link #refuse(Key, String)}, for a property by its whole name. */
    public void refuse(String name, String sentence) {
        Given value = given.get(name);
        findings.add(name, sentence, value == null ? "" : value.origin());
    }

    /** The origin of the value; {@code default} when nobody gave one. */
    public String origin(Key<?> key) {
        Given value = given.get(key.name());
        return value == null ? "default" : value.origin();
    }

    /** Properties passed through, sorted by their names within the part. */
    public Map<String, Given> below(String part) {
        Map<String, Given> below = new TreeMap<>();
        given.forEach((name, value) -> {
            if (name.startsWith(part + ".")) {
                below.put(name.substring(part.length() + 1), value);
            }
        });
        return below;
    }

    /** Like {@link #below}, as texts. */
    public Map<String, String> textsBelow(String part) {
        Map<String, String> texts = new TreeMap<>();
        below(part).forEach((name, value) -> texts.put(name, value.text()));
        return texts;
    }
}
