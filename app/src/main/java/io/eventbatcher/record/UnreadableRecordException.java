package io.eventbatcher.record;

/** A record of an internal topic that the running release cannot read: damaged, or of a later, incompatible release. */
public final class UnreadableRecordException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public UnreadableRecordException(String message) {
        super(message);
    }
}
