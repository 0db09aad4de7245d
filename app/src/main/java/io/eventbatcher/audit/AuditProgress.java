package io.eventbatcher.audit;

/** Hears of an audit's progress, a few times a second, on the thread of the audit; may rest there. */
@FunctionalInterface
public interface AuditProgress {
    /** Tells nobody. */
    AuditProgress SILENT = (topic, passed, of) -> {};

    /**
     * The progress of reading a topic.
     *
     * @param passed offsets passed, or milliseconds of the wait for the ledger
     * @param of all of them
     */
    void passed(String topic, long passed, long of);
}
