package io.eventbatcher.cli.terminal;

/** A failure that an operator can mend. Only the message is shown; a sentence with cause and remedy. */
public final class CommandFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public CommandFailedException(String message) {
        super(message);
    }
}
