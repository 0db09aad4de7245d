package io.eventbatcher.control;

import java.util.Arrays;
import java.util.Locale;

/** The states of lanes, source topics, partitions, parts of instances and stages. */
public enum StateName {
    /** No cause holds a lane up. */
    OPEN,
    /** No cause holds, and events pass the stage. */
    FLOWING,
    /** No cause holds, and nothing waits. */
    IDLE,
    /** An operator has stopped a route or lane. */
    PAUSED,
    /** A fault stops a route or source topic until a probe shows that the fault is gone. */
    HALTED,
    /** A quota is used up, or used up to its reserve. */
    PARKED,
    /** An endpoint does not answer. */
    DOWN,
    /** Single requests wait for their next try. */
    RETRYING,
    /** Kafka no longer has the next record of a partition. */
    HELD,
    /** The schema registry gives no answers. */
    WAITING,
    /** Stores are read back from Kafka. */
    RESTORING,
    /** No running instance has a lane. */
    UNATTENDED,
    /** More is written to a topic than read. */
    GROWING,
    /** An open transaction hides records. */
    BLOCKED,
    /** A part of an instance does not work. */
    FAILING,
    /** A state of a later release. */
    UNKNOWN;

    /** Verbatim in JSON, metrics, notifications and texts. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The state of a label, whatever its case. */
    public static StateName labelled(String label) {
        return Arrays.stream(values())
                .filter(state -> state.label().equalsIgnoreCase(label))
                .findFirst()
                .orElse(UNKNOWN);
    }
}
