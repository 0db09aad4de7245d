package io.eventbatcher.console.access;

/** A request that is not served; the message is a sentence for people, with the remedy. */
public final class RefusedException extends Exception {
    private static final long serialVersionUID = 1L;

    private final int status;

    public RefusedException(int status, String sentence) {
        super(sentence);
        this.status = status;
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }
}
