package io.eventbatcher.config;

import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * A row of the table of keys: all that is known of one setting. Parsing, findings, the documentation, the example file and the
 * command {@code config} come from it.
 *
 * @param name the dotted path in the file: {@code hubspot.events-timeout}
 * @param type what values it may have
 * @param fallback what holds when nobody gives a value
 * @param purpose what it decides, and why one would change it
 */
public record Key<T>(String name, Type<T> type, Fallback fallback, String purpose) {
    /** Every variable of ours begins so. */
    static final String PREFIX = "EVENT_BATCHER_";

    /** Behind the variable of a secret: the file that holds it. */
    static final String FILE = "_FILE";

    /** What holds when nobody gives a value. */
    sealed interface Fallback {
        <R> R fold(Function<String, R> value, Function<String, R> required, Function<String, R> nothing);

        /** This value. */
        record Value(String text) implements Fallback {
            @Override
            public <R> R fold(Function<String, R> value, Function<String, R> required, Function<String, R> nothing) {
                return value.apply(text);
            }
        }

        /** None: somebody must. */
        record Required(String example) implements Fallback {
            @Override
            public <R> R fold(Function<String, R> value, Function<String, R> required, Function<String, R> nothing) {
                return required.apply(example);
            }
        }

        /** The setting stays open; the description says what that means: {@code the host's name}. */
        record Nothing(String description) implements Fallback {
            @Override
            public <R> R fold(Function<String, R> value, Function<String, R> required, Function<String, R> nothing) {
                return nothing.apply(description);
            }
        }
    }

    static <T> Key<T> of(String name, Type<T> type, String defaultText, String purpose) {
        return new Key<>(name, type, new Fallback.Value(defaultText), purpose);
    }

    static <T> Key<T> required(String name, Type<T> type, String example, String purpose) {
        return new Key<>(name, type, new Fallback.Required(example), purpose);
    }

    static <T> Key<T> open(String name, Type<T> type, String description, String purpose) {
        return new Key<>(name, type, new Fallback.Nothing(description), purpose);
    }

    /** The environment variable that overrides the file: {@code EVENT_BATCHER_HUBSPOT_EVENTS_TIMEOUT}. */
    public String variable() {
        return PREFIX + name.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }

    /** Whether its value must not be shown, nor stand in the file. */
    public boolean secret() {
        return type.secret();
    }

    Optional<T> defaultValue() {
        return fallback.fold(
                text -> Optional.of(type.parse(text)), example -> Optional.empty(), open -> Optional.empty());
    }

    @Override
    public String toString() {
        return name;
    }
}
