package io.eventbatcher.replay.run;

/** The ends of a run's work in a process. */
public enum RunEnd {
    /** All letters are sent or skipped. */
    DONE,
    /** The operator asked to stop. */
    STOPPED,
    /** Too many replays died. */
    FAILING,
    /** Not all of the first letters were delivered. */
    CANARY_FAILED,
    /** An operator cancelled the run from another process. */
    CANCELLED,
    /** Another process has resumed the run, or Kafka has ended its transaction. */
    TAKEN_OVER
}
