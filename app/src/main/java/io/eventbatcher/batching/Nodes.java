package io.eventbatcher.batching;

import io.eventbatcher.route.Route;
import org.jspecify.annotations.Nullable;

/** The names of nodes and stores. Internal topics are named after them, so that a change here is a change of deployed state. */
final class Nodes {
    static final String SOURCES = "source-topics";
    static final String STAMP = "stamp-origin";
    static final String INGEST = "ingest";
    static final String INGEST_DEAD_LETTERS = "ingest-dead-letters";
    static final String INGEST_TALLIES = "ingest-tallies";
    /** The store of the records that cannot be judged yet. */
    static final String INGEST_WAITING = "ingest-waiting";

    static final String INGEST_BEFORE_COMMIT = "ingest-before-commit";
    static final String INGEST_LEDGER = "ingest-ledger";
    static final String INGEST_LEDGER_SINK = "ingest-ledger-topic";

    private Nodes() {}

    static String regroup(Route route) {
        return route.label() + "-regroup";
    }

    static String dedupe(Route route) {
        return route.label() + "-dedupe";
    }

    /** The store of the uuids that were seen. */
    static String marks(Route route) {
        return route.label() + "-seen";
    }

    static String batch(Route route) {
        return route.label() + "-batch";
    }

    /** The store of the events that wait for their batch. */
    static String buffer(Route route) {
        return route.label() + "-buffer";
    }

    static String batches(Route route) {
        return route.label() + "-batches";
    }

    /** The moment before a commit of the route's lanes. */
    static String beforeCommit(Route route) {
        return route.label() + "-before-commit";
    }

    static String deadLetters(Route route) {
        return route.label() + "-dead-letters";
    }

    static String tallies(Route route) {
        return route.label() + "-tallies";
    }

    static String ledger(Route route) {
        return route.label() + "-ledger";
    }

    static String ledgerSink(Route route) {
        return route.label() + "-ledger-topic";
    }

    /** What {@code init} sets, in a method that Streams calls only after it. */
    static <T> T initialised(@Nullable T setInInit) {
        if (setInInit == null) {
            throw new IllegalStateException("process() before init()");
        }
        return setInInit;
    }
}
