package io.eventbatcher.delivery.simulation;

/** A way in which a settlement fails. */
enum SettlingFault {
    NONE,
    /** The group refuses the offsets, as while it rebalances. */
    REFUSED,
    /** Kafka does nothing, and does not answer. */
    SILENT,
    /** Kafka commits, and its answer is lost. */
    SILENT_BUT_DONE,
    /** Another producer of the same name has begun. */
    FENCED
}
