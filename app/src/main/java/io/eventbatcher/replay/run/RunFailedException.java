package io.eventbatcher.replay.run;

import org.apache.kafka.common.KafkaException;

/** Kafka has failed before or within a run. No replay was sent twice, and a run that had begun can be resumed. */
public final class RunFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String run;
    private final boolean begun;
    private final KafkaException failure;

    RunFailedException(String run, boolean begun, KafkaException cause) {
        super("The run " + run + " failed", cause);
        this.run = run;
        this.begun = begun;
        this.failure = cause;
    }

    /** The failure of Kafka. */
    public KafkaException failure() {
        return failure;
    }

    /** True if the run is recorded, so that it can be resumed. */
    public boolean begun() {
        return begun;
    }

    public String run() {
        return run;
    }
}
