package io.eventbatcher.batching;

/** What ingest says of a source record. */
enum IngestOutcome {
    /** It is an event, and on its way to its lane. */
    ACCEPTED,
    /** It is a dead letter. */
    REJECTED,
    /** Not to be told yet: it waits. */
    UNDECIDED
}
