package io.eventbatcher.replay.run;

/** Hears of a run's steps, on the thread of the run. */
public interface RunListener {
    /** Hears nothing. */
    RunListener SILENT = new RunListener() {};

    /** The steps of a run, in order; those of a transaction repeat. */
    enum Step {
        /** The run's producer has its transactional id. */
        OPENED,
        /** The run and its letters are recorded. */
        RECORDED,
        /** The letters of a transaction and all marks are read. */
        FETCHED,
        /** Replays and marks are sent, and not committed. */
        PRODUCED,
        COMMITTED,
        /** The ends of replays, as far as known, and the end of the run are recorded. */
        ENDED
    }

    /** A step was done. */
    default void did(Step step) {}

    /** The run goes on; called several times a second, also while it waits. */
    default void progress(RunProgress progress) {}
}
