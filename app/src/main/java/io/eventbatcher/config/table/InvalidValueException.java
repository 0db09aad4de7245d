package io.eventbatcher.config.table;

/** Refuses a text or value of a key. The message names the value and the remedy; {@link Key#check} adds the key. */
public final class InvalidValueException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    public InvalidValueException(String message) {
        super(message);
    }
}
