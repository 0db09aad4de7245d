package io.eventbatcher.delivery.settle;

import org.apache.kafka.common.KafkaException;

/** Kafka has refused a record or the offsets of a transaction, which can only be aborted. */
final class RefusedException extends KafkaException {
    private static final long serialVersionUID = 1L;

    private final transient Refusal refusal;

    RefusedException(Refusal refusal, KafkaException cause) {
        super(refusal.describe(), cause);
        this.refusal = refusal;
    }

    Refusal refusal() {
        return refusal;
    }
}
