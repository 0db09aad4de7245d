package io.eventbatcher.config.table;

import java.util.Locale;
import java.util.Optional;

/**
 * A row of the table of keys. Parsing, findings, the documentation, the example file and the command {@code config} are made from
 * rows.
 *
 * @param name the dotted path in the file: {@code hubspot.events-timeout}
 * @param type the values allowed
 * @param fallback the rule for a key without a value
 * @param instead the default, an example of the value required, or a description of the state without a value
 * @param purpose the effect of the key, and a reason to change the value
 */
public record Key<T>(String name, Type<T> type, Fallback fallback, String instead, String purpose) {
    /** Begins the name of every environment variable of the service. */
    public static final String PREFIX = "EVENT_BATCHER_";

    /** Ends the name of a variable with the path of a file that holds a secret. */
    public static final String FILE = "_FILE";

    /** The rule for a key without a value. */
    public enum Fallback {
        /** The default holds. */
        DEFAULT,
        /** The configuration is refused. */
        REQUIRED,
        /** The setting stays open. */
        OPEN
    }

    /** The environment variable, stronger than the file: {@code EVENT_BATCHER_HUBSPOT_EVENTS_TIMEOUT}. */
    public String variable() {
        return PREFIX + name.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }

    /** True when values must not be shown, nor stand in the file. */
    public boolean secret() {
        return type.secret();
    }

    /**
     * Holds a record's component to the bounds of the key.
     *
     * @throws InvalidValueException with key, value and remedy
     */
    public void check(T value) {
        try {
            type.check(value);
        } catch (InvalidValueException wrong) {
            throw new InvalidValueException(name + ": " + wrong.getMessage() + ".");
        }
    }

    /** The remedy for a missing secret, in a clause. */
    public String setSecret() {
        return "set " + variable() + ", or " + variable() + FILE + " to a file that holds it";
    }

    Optional<T> defaultValue() {
        return fallback == Fallback.DEFAULT ? Optional.of(type.parse(instead)) : Optional.empty();
    }

    @Override
    public String toString() {
        return name;
    }
}
