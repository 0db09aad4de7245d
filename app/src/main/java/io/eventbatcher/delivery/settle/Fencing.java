package io.eventbatcher.delivery.settle;

import io.eventbatcher.delivery.loop.DeliveryFailedException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.RecordTooLargeException;

/**
 * Which failures of a transaction end delivery. A producer is also fenced when its transaction has taken longer than Kafka allows,
 * as in an outage of the brokers; that does not count. Any other time proves little, but two instances of one name fence each other
 * again and again.
 */
public final class Fencing {
    /** Kafka aborts a transaction that takes longer. For so long, too, do others wait for the offsets of an instance that died while settling. */
    public static final Duration TRANSACTION_TIMEOUT = Duration.ofSeconds(10);

    public static final int TIMES = 3;
    public static final Duration WITHIN = Duration.ofMinutes(1);

    private final String instance;
    private final Clock clock;
    private final Deque<Instant> fenced = new ArrayDeque<>();
    private boolean leaving;

    public Fencing(String instance, Clock clock) {
        this.instance = instance;
        this.clock = clock;
    }

    /**
     * This instance stops. Who fences it now is its successor, which needs no sentence; but it would end if it were fenced too often.
     */
    public void leave() {
        leaving = true;
    }

    /** Whether this instance stops and has taken its transactional id back as often as its successor can bear. */
    public boolean yields() {
        return leaving && often();
    }

    /**
     * Returns when trying again makes sense, unless it {@link #yields}.
     *
     * @param age how long the transaction took until it failed
     * @throws DeliveryFailedException when it does not
     */
    public void check(KafkaException failure, Duration age) {
        if (isA(AuthorizationException.class, failure) || isA(AuthenticationException.class, failure)) {
            throw new DeliveryFailedException(
                    "Kafka does not let delivery settle: " + failure.getMessage()
                            + " Grant the instance's principal write access to its topics and transactional id.",
                    failure);
        }
        if (isA(RecordTooLargeException.class, failure)) {
            throw new DeliveryFailedException(
                    "A topic refuses a record of ours as too large: " + failure.getMessage()
                            + " Raise max.message.bytes of the receipts and dead-letters topics to what max-record-bytes"
                            + " needs.",
                    failure);
        }
        if (age.compareTo(TRANSACTION_TIMEOUT) < 0 && isFenced(failure)) {
            count(failure);
        }
    }

    public static boolean isFenced(KafkaException failure) {
        return isA(ProducerFencedException.class, failure) || isA(InvalidProducerEpochException.class, failure);
    }

    /** The producer wraps what went wrong earlier in the transaction. */
    public static boolean isA(Class<? extends KafkaException> type, KafkaException failure) {
        return type.isInstance(failure) || type.isInstance(failure.getCause());
    }

    private void count(KafkaException failure) {
        Instant now = clock.instant();
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
