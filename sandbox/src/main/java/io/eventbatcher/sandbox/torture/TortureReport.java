package io.eventbatcher.sandbox.torture;

import io.eventbatcher.sandbox.torture.evidence.Findings;
import java.util.SortedMap;

/**
 * What a run came to.
 *
 * @param seconds of load and faults
 * @param produced records published
 * @param delivered events that HubSpot took, each counted once
 * @param duplicates dropped, by the ledger
 * @param deadLettered records on the dead-letter topic
 * @param expired of these, the ones on which HubSpot failed for too long
 * @param replayed dead letters that were sent on their second way
 * @param deliveredTwice further times that HubSpot took an event, for a reason or without
 * @param kills processes killed
 * @param faults how often each kind occurred; those of single requests by request
 * @param drainSeconds from the end of the faults until nothing waited any more
 * @param directory what is left of the run; empty when all is deleted
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
        long deliveredTwice,
        long kills,
        SortedMap<String, Long> faults,
        double drainSeconds,
        Findings findings,
        String directory) {

    /** Whether every check passed. */
    public boolean clean() {
        return findings.clean();
    }
}
