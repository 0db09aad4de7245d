package io.eventbatcher.ingest;

import io.eventbatcher.record.SourceRecord;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.common.errors.RetriableException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells apart what another vendor's deserializer throws. There is no common contract, so this is what can be known, from the chain
 * of causes:
 *
 * <ul>
 *   <li>an {@link IOException} that is no end of file, Kafka's {@link RetriableException} (time-outs), or a class named {@code
 *       RestClientException} (Confluent's, and those modelled on it): the registry did not answer as it should. The record waits,
 *       and is tried again every second.
 *   <li>a {@code RestClientException} with error code 40403: the registry denies the schema. Believed only when it does so for
 *       this schema id (or, in another wire format, this record) over the whole grace.
 *   <li>all else: the bytes are at fault, a dead letter {@code undecodable}. Damage that a deserializer reports as an {@code
 *       EOFException}, Avro's way, is among them.
 * </ul>
 *
 * A deserializer that hides the network's failure from the chain of causes makes dead letters of an outage; the streak of
 * rejections then halts the topic.
 */
final class DeserializerErrors {
    private static final Logger LOG = LoggerFactory.getLogger(DeserializerErrors.class);
    private static final int SCHEMA_NOT_FOUND = 40403;
    private static final int MOST_DENIED = 1_000;
    private static final Duration TRY_AGAIN_AFTER = Duration.ofSeconds(1);
    private static final Duration SAY_AGAIN_AFTER = Duration.ofSeconds(30);

    private final Duration grace;
    private final InstantSource clock;
    private Instant notBefore = Instant.EPOCH;
    private Instant said = Instant.EPOCH;
    private String why = "";

    /** What was denied, and since when; few at a time, because records wait behind the first of them. */
    private final Map<Object, Instant> denied = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Object, Instant> eldest) {
            return size() > MOST_DENIED;
        }
    };

    DeserializerErrors(Duration grace, InstantSource clock) {
        this.grace = grace;
        this.clock = clock;
    }

    /**
     * Deserializes, or says why not.
     *
     * @throws Refusal for bytes that are at fault, and for a schema that was denied long enough
     * @throws Postponed when the record must be tried again
     */
    @Nullable
    Object read(SourceRecord source, Supplier<@Nullable Object> deserializer) {
        Instant now = clock.instant();
        if (now.isBefore(notBefore)) {
            throw new Postponed(why);
        }
        try {
            Object read = deserializer.get();
            if (!denied.isEmpty()) {
                denied.remove(schemaOf(source));
            }
            return read;
        } catch (RuntimeException | StackOverflowError failure) {
            throw verdict(source, failure, now);
        }
    }

    private RuntimeException verdict(SourceRecord source, Throwable failure, Instant now) {
        int depth = 0;
        for (Throwable cause = failure; cause != null && depth < 20; cause = cause.getCause()) {
            depth++;
            if (cause.getClass().getSimpleName().equals("RestClientException")
                    && errorCode(cause) == SCHEMA_NOT_FOUND) {
                return isDenied(source, now);
            }
            if (isOutage(cause)) {
                return postponed(
                        "The deserializer gets no usable answer from its registry ("
                                + cause.getClass().getSimpleName() + "). Events wait until it does.",
                        now);
            }
        }
        return Refusal.undecodable("The deserializer could not read the value: "
                + failure.getClass().getSimpleName() + ".");
    }

    private RuntimeException isDenied(SourceRecord source, Instant now) {
        Instant since = denied.putIfAbsent(schemaOf(source), now);
        if (since != null && !now.isBefore(since.plus(grace))) {
            return AvroReader.unknown("the schema of this value");
        }
        return postponed(
                "The registry says that the schema of a value does not exist; its records wait for " + grace.toSeconds()
                        + " s, in case the registry lags behind.",
                now);
    }

    private static Object schemaOf(SourceRecord source) {
        byte[] value = source.value();
        try {
            return value == null
                    ? source.origin()
                    : WireFormat.framed(value, source.headers()).schemaId();
        } catch (Refusal otherFormat) {
            return source.origin();
        }
    }

    private Postponed postponed(String reason, Instant now) {
        if (!reason.equals(why) || !now.isBefore(said.plus(SAY_AGAIN_AFTER))) {
            LOG.atWarn().log(reason);
            said = now;
        }
        why = reason;
        notBefore = now.plus(TRY_AGAIN_AFTER);
        return new Postponed(reason);
    }

    private static boolean isOutage(Throwable cause) {
        return (cause instanceof IOException && !(cause instanceof java.io.EOFException))
                || cause instanceof RetriableException
                || cause.getClass().getSimpleName().equals("RestClientException");
    }

    /** By name, because the class is on the operator's class path and not on ours. */
    private static int errorCode(Throwable restClientException) {
        try {
            Object code =
                    restClientException.getClass().getMethod("getErrorCode").invoke(restClientException);
            return code instanceof Integer number ? number : 0;
        } catch (NoSuchMethodException | IllegalAccessException | InvocationTargetException notConfluents) {
            return 0;
        }
    }
}
