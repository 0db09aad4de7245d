package io.eventbatcher.ingest.avro;

import io.eventbatcher.ingest.registry.SchemaId;
import io.eventbatcher.log.LogThrottle;
import io.eventbatcher.record.SourceRecord;
import io.eventbatcher.time.Clocks;
import io.eventbatcher.time.Moment;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns the exceptions of another vendor's deserializer into results ({@link DeserializerFailure}). While the registry is out, records
 * wait, and are tried again every second. A denied schema becomes a dead letter only when the registry denies the schema id (or, in
 * another wire format, the record) over the whole grace.
 */
public final class DeserializerErrors {
    private static final Logger LOG = LoggerFactory.getLogger(DeserializerErrors.class);
    private static final int MOST_DENIED = 1_000;
    private static final Duration TRY_AGAIN_AFTER = Duration.ofSeconds(1);

    private final Duration grace;
    private final Clocks clocks;
    private final LogThrottle log = new LogThrottle(Duration.ofSeconds(30));
    private Moment notBefore = Moment.LONG_AGO;
    private String why = "";

    /** Denied schemas, and the time of the first denial; few at a time, because records wait behind the first of them. */
    private final Map<Object, Moment> denied = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Object, Moment> eldest) {
            return size() > MOST_DENIED;
        }
    };

    public DeserializerErrors(Duration grace, Clocks clocks) {
        this.grace = grace;
        this.clocks = clocks;
    }

    /** @param causes tells an exception of the deserializer in one line */
    <T> ReadResult<T> read(
            SourceRecord source, Supplier<ReadResult<T>> deserializer, Function<Throwable, String> causes) {
        Moment now = clocks.moment();
        if (now.isBefore(notBefore)) {
            return new ReadResult.Undecided<>(why);
        }
        try {
            ReadResult<T> read = deserializer.get();
            if (!denied.isEmpty()) {
                denied.remove(schemaOf(source));
            }
            return read;
        } catch (RuntimeException | LinkageError | StackOverflowError | AssertionError exception) {
            return switch (DeserializerFailure.of(exception)) {
                case SCHEMA_DENIED -> denied(source, now);
                case REGISTRY_OUTAGE ->
                    undecided(
                            "The deserializer gets no usable answer from its registry (" + causes.apply(exception)
                                    + "). Events wait until it does.",
                            now);
                case BROKEN ->
                    undecided(
                            "The deserializer itself cannot run (" + causes.apply(exception)
                                    + "). Events wait; mend avro.deserializer, avro.properties or the class path, and"
                                    + " restart.",
                            now);
                case BAD_BYTES ->
                    ReadResult.undecodable(
                            "The deserializer could not read the value (" + causes.apply(exception) + ").");
            };
        }
    }

    private <T> ReadResult<T> denied(SourceRecord source, Moment now) {
        Moment since = denied.putIfAbsent(schemaOf(source), now);
        if (since != null && !now.isBefore(since.plus(grace))) {
            return ReadResult.unknownSchema("the schema of this value");
        }
        return undecided(
                "The registry says that the schema of a value does not exist; its records wait for " + grace.toSeconds()
                        + " s, in case the registry lags behind.",
                now);
    }

    private static Object schemaOf(SourceRecord source) {
        byte[] value = source.value();
        SchemaId id = value == null ? null : WireFormat.schemaId(value, source.headers());
        return Objects.requireNonNullElse(id, source.origin());
    }

    private <T> ReadResult<T> undecided(String reason, Moment now) {
        if (!reason.equals(why)) {
            log.reset();
        }
        if (log.tryLog(now)) {
            LOG.atWarn().log(reason);
        }
        why = reason;
        notBefore = now.plus(TRY_AGAIN_AFTER);
        return new ReadResult.Undecided<>(reason);
    }
}
