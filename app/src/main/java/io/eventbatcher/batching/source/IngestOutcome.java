package io.eventbatcher.batching.source;

/** The end of a source record at ingest. */
enum IngestOutcome {
    /** An event, on its way to its lane. */
    ACCEPTED,
    /** A dead letter. */
    REJECTED,
    /** Undecided: the record must be ingested again later. */
    DEFERRED
}
