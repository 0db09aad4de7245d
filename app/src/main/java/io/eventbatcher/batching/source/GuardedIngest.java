package io.eventbatcher.batching.source;

import io.eventbatcher.deadletter.Reason;
import io.eventbatcher.ingest.Decoded;
import io.eventbatcher.ingest.Ingest;
import io.eventbatcher.log.LogThrottle;
import io.eventbatcher.time.Moment;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The border behind which no record can end a stream thread: an exception of decoding, which no rule foresees, becomes a dead letter of
 * the record. Only decoding is guarded, because decoding depends on the record alone; sending, stores and Kafka's own exceptions are
 * about everything, and end the thread.
 */
final class GuardedIngest implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(GuardedIngest.class);

    private final Ingest ingest;
    private final LogThrottle log = new LogThrottle(Duration.ofSeconds(30));

    GuardedIngest(Ingest ingest) {
        this.ingest = ingest;
    }

    Decoded decode(Arrival.Event event, long now) {
        try {
            return ingest.decode(event.source(), event.replayId());
        } catch (KafkaException ofKafka) {
            throw ofKafka;
        } catch (RuntimeException | StackOverflowError unforeseen) {
            if (log.tryLog(Moment.ofMillis(now))) {
                LOG.atError()
                        .addKeyValue("record", event.source().origin())
                        .setCause(unforeseen)
                        .log("A record met a fault of ours and becomes a dead letter. Please report the stack trace.");
            }
            return new Decoded.Refused(Reason.UNDECODABLE, List.of(finding(unforeseen)), null, null);
        }
    }

    /** The classes and the place, never the message, which may hold the payload. */
    private static String finding(Throwable unforeseen) {
        Throwable root = unforeseen;
        StringBuilder chain = new StringBuilder(unforeseen.getClass().getName());
        for (int depth = 0; root.getCause() != null && depth < 10; depth++) {
            root = root.getCause();
            chain.append(", caused by ").append(root.getClass().getName());
        }
        String place = Stream.of(root.getStackTrace())
                .filter(frame -> frame.getClassName().startsWith("io.eventbatcher."))
                .findFirst()
                .map(frame -> " at " + frame)
                .orElse("");
        return "Reading the record failed in a way that is a fault of Event Batcher: " + chain + place
                + ". Please report it; then replay the dead letter with a release that is mended.";
    }

    /** Begins to fetch the schema; decoding will tell what is wrong, if anything is. */
    void prefetchSchema(Arrival.Event event) {
        try {
            ingest.prefetchSchema(event.source());
        } catch (KafkaException ofKafka) {
            throw ofKafka;
        } catch (RuntimeException unforeseen) {
            LOG.atDebug().setCause(unforeseen).log("A schema was not asked for in advance.");
        }
    }

    @Override
    public void close() {
        ingest.close();
    }
}
