package io.eventbatcher.replay.trace;

/** The kinds of steps in the life of an event, in the order of the flow. The label stands verbatim in tables and JSON. */
public enum Step {
    /** Stands in its source topic. */
    PUBLISHED("published", 0),
    /** Batching has committed an offset behind the record. */
    READ("read", 1),
    /** HubSpot took the event, by a receipt. */
    DELIVERED("delivered", 2),
    /** Became a dead letter. */
    DIED("died", 2),
    /** A dead letter was sent again. */
    REPLAYED("replayed", 2),
    /** An operator decided that a dead letter is not needed. */
    DISCARDED("discarded", 2),
    /** An operator opened a discarded letter again. */
    RESTORED("restored", 2),
    /** A mark of a later release. */
    MARKED("marked", 2),
    /** Stands behind the committed offset. */
    UNREAD("unread", 3),
    /** Waits at ingest for its schema. */
    DEFERRED("deferred", 3),
    /** On the way to its lane. */
    REGROUPED("regrouped", 3),
    /** Dropped at dedupe, because the uuid had been seen. */
    DUPLICATE("duplicate", 3),
    /** Waits for its batch to close. */
    GATHERED("gathered", 3),
    /** Waits for HubSpot, in a batch that is not settled. */
    WAITING("waiting", 3);

    private final String label;
    private final int rank;

    Step(String label, int rank) {
        this.label = label;
        this.rank = rank;
    }

    public String label() {
        return label;
    }

    /** The place in a story: 0 and 1 for the begin, 2 for steps that have a time, 3 for the present. */
    int rank() {
        return rank;
    }
}
