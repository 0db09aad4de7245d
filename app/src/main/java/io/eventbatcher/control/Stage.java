package io.eventbatcher.control;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The places where events wait and causes hold, in the order of the flow. */
public enum Stage {
    /** Partitions of a source topic: held, halted, or with a lag that grows. */
    SOURCE,
    /** Decoding and checking: the schema registry, and the threads of batching. */
    INGEST,
    /** Dedupe and the gathering of batches. */
    BATCHING,
    /** The lanes of a route: paused, or with no instance that has them. */
    LANES,
    /** The token, which all routes share. */
    CREDENTIALS,
    /** The quota of HubSpot that a route uses. */
    QUOTA,
    /** HubSpot's endpoint of a route, and the requests that are tried again. */
    ENDPOINT,
    /** Receipts, dead letters and offsets of what HubSpot has answered. */
    SETTLING,
    /** The topic of replays, which all routes share. */
    REPLAYS,
    /** The running processes and their helper threads. */
    INSTANCES;

    /** Verbatim in JSON, metrics, notifications and the command line. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The stage of a label; empty for a label of a later release. */
    public static Optional<Stage> labelled(String label) {
        return Arrays.stream(values())
                .filter(stage -> stage.label().equals(label))
                .findFirst();
    }
}
