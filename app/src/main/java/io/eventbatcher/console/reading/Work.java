package io.eventbatcher.console.reading;

import io.eventbatcher.replay.scan.ScanProgress;

/** Reads topics. */
@FunctionalInterface
public interface Work<T> {
    /** @param progress to be told, so that the rate is bounded and the page shows the progress */
    T read(ScanProgress progress);
}
