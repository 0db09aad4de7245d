package io.eventbatcher.config;

/** A text that is no value of a key's type: the message says why, and what would be. Never leaves this package. */
final class WrongValueException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    WrongValueException(String message) {
        super(message, null, false, false);
    }
}
