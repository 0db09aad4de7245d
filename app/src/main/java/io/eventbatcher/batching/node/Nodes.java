package io.eventbatcher.batching.node;

import io.eventbatcher.route.Route;
import org.jspecify.annotations.Nullable;

/** The names of nodes and stores. No deployed name may change: state directories and internal topics bear the names. */
public final class Nodes {
    public static final String SOURCES = "source-topics";
    public static final String ORIGIN = "stamp-origin";
    public static final String INGEST = "ingest";
    public static final String INGEST_DEAD_LETTERS = "ingest-dead-letters";
    public static final String INGEST_TALLIES = "ingest-tallies";
    public static final String INGEST_DEFERRED = "ingest-waiting";
    public static final String INGEST_PRE_COMMIT = "ingest-before-commit";
    public static final String INGEST_LEDGER = "ingest-ledger";
    public static final String INGEST_LEDGER_SINK = "ingest-ledger-topic";

    private Nodes() {}

    public static String regroup(Route route) {
        return route.label() + "-regroup";
    }

    /** The topic between ingest and dedupe; Kafka Streams puts the application's id before the name. */
    public static String repartition(Route route) {
        return route.label() + "-repartition";
    }

    public static String dedupe(Route route) {
        return route.label() + "-dedupe";
    }

    public static String dedupeStore(Route route) {
        return route.label() + "-seen";
    }

    public static String batch(Route route) {
        return route.label() + "-batch";
    }

    public static String buffer(Route route) {
        return route.label() + "-buffer";
    }

    public static String batches(Route route) {
        return route.label() + "-batches";
    }

    public static String preCommit(Route route) {
        return route.label() + "-before-commit";
    }

    public static String deadLetters(Route route) {
        return route.label() + "-dead-letters";
    }

    public static String tallies(Route route) {
        return route.label() + "-tallies";
    }

    public static String ledger(Route route) {
        return route.label() + "-ledger";
    }

    public static String ledgerSink(Route route) {
        return route.label() + "-ledger-topic";
    }

    /**
     * A field that {@code init} sets, for methods that Streams calls only after {@code init}.
     *
     * @throws IllegalStateException when Streams did not call {@code init}
     */
    public static <T> T initialised(@Nullable T field) {
        if (field == null) {
            throw new IllegalStateException("process() before init()");
        }
        return field;
    }
}
