package io.eventbatcher.sandbox.demo;

import io.eventbatcher.route.Route;

/**
 * The books of a route.
 *
 * @param produced records published by the load generator
 * @param delivered events taken by the simulator, each counted once; members of a merged input count, by the receipts
 * @param duplicates dropped, by the ledger
 * @param deadLettered records on the dead-letter topic
 * @param lost records neither delivered nor dead, against their fate
 * @param deliveredTwice further deliveries of an event
 * @param outOfOrder events taken after a later event of their identity
 * @param unexpected events taken, or dead letters found, against their fate
 * @param altered dead letters with a wrong reason, or with key, value or original headers not byte-identical
 * @param requests received by the simulator
 * @param meanInputs mean inputs in a request with accepted inputs
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

    /** True if every event is accounted for exactly once, in order and unaltered. */
    public boolean balanced() {
        return produced == delivered + duplicates + deadLettered
                && lost == 0
                && deliveredTwice == 0
                && outOfOrder == 0
                && unexpected == 0
                && altered == 0;
    }
}
