package io.eventbatcher.record;

/** A record of an internal topic that the running release cannot read: damaged, or of a later, incompatible release. */
public final class UnreadableRecordException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Releases raise an encoding version by one, so that a first byte far beyond the known one is text or damage. */
    private static final int LIKELY_STEPS = 2;

    private final boolean ofLaterRelease;

    public UnreadableRecordException(String message) {
        this(message, false);
    }

    private UnreadableRecordException(String message, boolean ofLaterRelease) {
        super(message);
        this.ofLaterRelease = ofLaterRelease;
    }

    /**
     * The refusal of an encoding version.
     *
     * @param what the record, with article
     * @param wellFormed true if the lengths behind the version are those of a record of ours, as far as the running release knows the form
     */
    static UnreadableRecordException version(String what, int version, int known, boolean wellFormed) {
        return new UnreadableRecordException(
                what + " of encoding version " + version + "; this release reads " + known
                        + ". Run the release that wrote it, or a later one.",
                wellFormed && version > known && version <= known + LIKELY_STEPS);
    }

    /** True if the record is sound, as far as its version and its lengths tell, but of an encoding that came later. */
    public boolean isOfLaterRelease() {
        return ofLaterRelease;
    }
}
