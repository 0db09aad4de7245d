package io.eventbatcher.sandbox.torture;

import io.eventbatcher.sandbox.torture.evidence.Findings;
import java.util.SortedMap;

/**
 * The result of a run.
 *
 * @param seconds of load and faults
 * @param produced records published
 * @param delivered events taken by HubSpot, each counted once
 * @param duplicates dropped, by the ledger
 * @param deadLettered records on the dead-letter topic
 * @param expired dead letters on which HubSpot failed for too long
 * @param replayed dead letters
 * @param replayedByCommand dead letters that runs of the product's commands replayed
 * @param discarded dead letters
 * @param deliveredTwice further deliveries of an event, explained or not
 * @param kills processes killed
 * @param faults occurrences of each kind; faults of single requests are counted by request
 * @param drainSeconds from the end of the faults to quiescence
 * @param directory the logs of the run; empty when deleted
 */
public record TortureReport(
        long seed,
        double seconds,
        int instances,
        long produced,
        long delivered,
        long duplicates,
        long deadLettered,
        long expired,
        long replayed,
        long replayedByCommand,
        long discarded,
        long deliveredTwice,
        long kills,
        SortedMap<String, Long> faults,
        double drainSeconds,
        Findings findings,
        String directory) {

    /** True if every check passed. */
    public boolean clean() {
        return findings.clean();
    }
}
