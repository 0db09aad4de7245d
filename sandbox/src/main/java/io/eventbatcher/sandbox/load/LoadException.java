package io.eventbatcher.sandbox.load;

/** The load cannot be published; the message is a sentence for the operator that names what is missing and what helps. */
public final class LoadException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public LoadException(String message, Throwable cause) {
        super(message, cause);
    }

    public LoadException(String message) {
        super(message);
    }
}
