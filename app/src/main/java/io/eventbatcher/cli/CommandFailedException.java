package io.eventbatcher.cli;

/** A command could not do its work, for a reason an operator can mend: the message says what and how, and is all that is shown. */
public final class CommandFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public CommandFailedException(String message) {
        super(message);
    }
}
