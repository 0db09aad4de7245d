package io.eventbatcher.config.table;

/** A text or value that a key cannot have. The message names the value and the remedy; {@link Key#check} adds the key. */
public final class InvalidValueException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    public InvalidValueException(String message) {
        super(message);
    }
}
