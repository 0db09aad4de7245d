package io.eventbatcher.sandbox.demo;

import io.eventbatcher.route.Route;

/**
 * What became of a route's events.
 *
 * @param produced what the load generator published
 * @param delivered what the simulator itself says it got, each event once; members of a merged input count, by the receipts
 * @param duplicates what the ledger says was dropped
 * @param deadLettered records on the dead-letter topic
 * @param lost what should have been delivered or dead, and is neither
 * @param deliveredTwice further times that an event was taken
 * @param outOfOrder events of one identity that were taken after a later one
 * @param unexpected what the simulator took, or the dead-letter topic holds, that should not be there
 * @param altered dead letters whose key, value or original headers are not byte-identical, or whose reason is wrong
 * @param requests requests that the simulator got
 * @param meanInputs inputs in a request that had any taken
 */
public record RouteBooks(
        Route route,
        long produced,
        long delivered,
        long duplicates,
        long deadLettered,
        long lost,
        long deliveredTwice,
        long outOfOrder,
        long unexpected,
        long altered,
        long requests,
        double meanInputs) {

    /** Whether every event is accounted for exactly once, in order and unaltered. */
    public boolean balanced() {
        return produced == delivered + duplicates + deadLettered
                && lost == 0
                && deliveredTwice == 0
                && outOfOrder == 0
                && unexpected == 0
                && altered == 0;
    }
}
