package io.eventbatcher.audit;

import java.util.ArrayList;
import java.util.List;

/** The places of a route where counts do not add up. */
final class Gaps {
    private final List<Discrepancy> found = new ArrayList<>();
    private final boolean batchingRuns;

    Gaps(boolean batchingRuns) {
        this.batchingRuns = batchingRuns;
    }

    /** Bounds of a number of events. */
    record Range(long least, long most) {}

    void add(Discrepancy gap) {
        found.add(gap);
    }

    List<Discrepancy> found() {
        return found;
    }

    /** Compares the events given by a stage with the events got by the next; returns missing events less surplus events. */
    long between(String stages, Range given, Range got, String lost, String surplus) {
        long missing = missing(given, got);
        if (missing != 0) {
            add(new Discrepancy(
                    "between " + stages,
                    Math.abs(missing),
                    Math.abs(missing) + (missing > 0 ? " events " + lost : " events " + surplus) + unpublished()));
        }
        return missing;
    }

    /** Events that are certainly missing, less events that are certainly too many. */
    static long missing(Range given, Range got) {
        return Math.max(0, given.least() - got.most()) - Math.max(0, got.least() - given.most());
    }

    private String unpublished() {
        return batchingRuns
                ? ""
                : ". Batching is not running, so its counts of its last second may be unpublished: start it and audit again";
    }
}
