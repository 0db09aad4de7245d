package io.eventbatcher.record;

/** A record of an internal topic that the running release cannot read: damaged, or of a later, incompatible release. */
public final class UnreadableRecordException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Versions count from 1, so that a first byte beyond is text or damage. */
    private static final int LAST_LIKELY_VERSION = 15;

    private final boolean ofLaterRelease;

    public UnreadableRecordException(String message) {
        this(message, false);
    }

    private UnreadableRecordException(String message, boolean ofLaterRelease) {
        super(message);
        this.ofLaterRelease = ofLaterRelease;
    }

    /** @param what the record, with article */
    static UnreadableRecordException version(String what, int version, int known) {
        return new UnreadableRecordException(
                what + " of encoding version " + version + "; this release reads " + known
                        + ". Run the release that wrote it, or a later one.",
                version > known && version <= LAST_LIKELY_VERSION);
    }

    /** True if the record is sound, as far as the first byte tells, but of an encoding that came later. */
    public boolean isOfLaterRelease() {
        return ofLaterRelease;
    }
}
