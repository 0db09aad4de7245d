package io.eventbatcher.replay.run;

import org.apache.kafka.common.KafkaException;

/** Kafka has failed in the middle of a run. No replay was sent twice, and the run can be resumed. */
public final class RunFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String run;
    private final KafkaException failure;

    RunFailedException(String run, KafkaException cause) {
        super("The run " + run + " failed", cause);
        this.run = run;
        this.failure = cause;
    }

    /** The failure of Kafka. */
    public KafkaException failure() {
        return failure;
    }

    public String run() {
        return run;
    }
}
