package io.eventbatcher.record;

/** Bytes of an internal topic that this release cannot read: damage, or a record of a later, incompatible release. */
public final class UnreadableRecordException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public UnreadableRecordException(String message) {
        super(message);
    }
}
