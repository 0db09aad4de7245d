package io.eventbatcher.replay.scan;

/** Hears of a scan's progress, a few times a second, on the thread of the scan. */
@FunctionalInterface
public interface ScanProgress {
    /** Tells nobody. */
    ScanProgress SILENT = (topic, done, of) -> {};

    /**
     * The progress of a scan.
     *
     * @param done offsets passed
     * @param of offsets to pass, markers of transactions included
     */
    void passed(String topic, long done, long of);
}
