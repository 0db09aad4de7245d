package io.eventbatcher.sandbox.training;

/** The training run has no result. The message is for people. */
public final class TrainingFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TrainingFailedException(String message) {
        super(message);
    }
}
