package io.eventbatcher.sandbox.torture;

/** The service under test does not work. The message names the symptom and the logs. */
public final class TortureNotBegunException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TortureNotBegunException(String message) {
        super(message);
    }
}
