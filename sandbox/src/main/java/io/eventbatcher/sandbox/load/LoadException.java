package io.eventbatcher.sandbox.load;

/** The load cannot be published. The message is a sentence for the operator and names the remedy. */
public final class LoadException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    LoadException(String message, Throwable cause) {
        super(message, cause);
    }

    LoadException(String message) {
        super(message);
    }
}
