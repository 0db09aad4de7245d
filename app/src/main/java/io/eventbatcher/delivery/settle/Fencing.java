package io.eventbatcher.delivery.settle;

import io.eventbatcher.delivery.loop.DeliveryFailedException;
import io.eventbatcher.time.Clocks;
import io.eventbatcher.time.Moment;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.InvalidTxnStateException;
import org.apache.kafka.common.errors.ProducerFencedException;

/**
 * Judges failed transactions: retry, give up, or end delivery. A fenced producer may have exceeded the transaction timeout, as in an
 * outage of the brokers, and does not count. A single fencing proves little, but two instances of the same name fence each other again
 * and again.
 */
public final class Fencing {
    /** Kafka aborts longer transactions. Other instances wait as long for the offsets of an instance killed while settling. */
    public static final Duration TRANSACTION_TIMEOUT = Duration.ofSeconds(10);

    static final int TIMES = 3;
    static final Duration WITHIN = Duration.ofMinutes(1);

    private final String instance;
    private final Clocks clocks;
    private final Deque<Moment> fenced = new ArrayDeque<>();
    private boolean leaving;

    public Fencing(String instance, Clocks clocks) {
        this.instance = instance;
        this.clocks = clocks;
    }

    /** The instance stops. A fencing now is by a successor, and no failure. */
    void leave() {
        leaving = true;
    }

    /** True if the instance stops and has fenced the successor as often as the successor can bear. */
    boolean yields() {
        return leaving && often();
    }

    /**
     * Returns normally if a retry makes sense, unless the instance {@link #yields}.
     *
     * @param age the time from the begin of the transaction to the failure
     * @throws DeliveryFailedException if a retry makes no sense
     */
    void check(KafkaException failure, Duration age) {
        if (age.compareTo(TRANSACTION_TIMEOUT) < 0 && isFenced(failure)) {
            count(failure);
        }
    }

    /** A commit that meets the broker's abort of its transaction is told of an invalid state (KAFKA-20785). */
    static boolean isFenced(KafkaException failure) {
        return isA(ProducerFencedException.class, failure)
                || isA(InvalidProducerEpochException.class, failure)
                || isA(InvalidTxnStateException.class, failure);
    }

    /**
     * Returns normally unless Kafka forbids the instance to settle. Only a start may end so, because a running delivery has answers to
     * settle.
     *
     * @throws DeliveryFailedException with the remedy
     */
    static void checkRights(KafkaException failure) {
        if (isA(AuthorizationException.class, failure) || isA(AuthenticationException.class, failure)) {
            throw new DeliveryFailedException(
                    "Kafka does not let delivery settle: " + failure.getMessage()
                            + " Grant the instance's principal write access to its topics and transactional id.",
                    failure);
        }
    }

    /** True for a failure or cause of the type, because the producer wraps earlier failures of the transaction. */
    static boolean isA(Class<? extends KafkaException> type, KafkaException failure) {
        return type.isInstance(failure) || type.isInstance(failure.getCause());
    }

    private void count(KafkaException failure) {
        Moment now = clocks.moment();
        fenced.addLast(now);
        fenced.removeIf(when -> when.isBefore(now.minus(WITHIN)));
        if (often() && !leaving) {
            throw new DeliveryFailedException(
                    "Another instance named '" + instance
                            + "' is running: they fence each other's transactions. Give each"
                            + " instance its own name (instance).",
                    failure);
        }
    }

    private boolean often() {
        return fenced.size() >= TIMES;
    }
}
