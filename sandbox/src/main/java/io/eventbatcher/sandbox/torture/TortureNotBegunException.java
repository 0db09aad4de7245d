package io.eventbatcher.sandbox.torture;

/** The service that was to be tortured does not work. The message says how it shows, and where to look. */
public final class TortureNotBegunException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TortureNotBegunException(String message) {
        super(message);
    }
}
