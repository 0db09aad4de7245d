package io.eventbatcher.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventbatcher.deadletter.Reason;
import io.eventbatcher.fixtures.Events;
import io.eventbatcher.fixtures.ManualClock;
import io.eventbatcher.record.Origin;
import io.eventbatcher.record.SourceRecord;
import io.eventbatcher.route.Route;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/** Ingest with the deserializer of another vendor. */
abstract class ForeignVendor {
    static final Duration GRACE = Duration.ofSeconds(60);

    final ManualClock clock = new ManualClock(Instant.parse("2026-11-21T10:00:00Z"), ZoneOffset.UTC);
    final Ingest ingest = Ingest.of(
            Route.BEHAVIORAL,
            Decoding.foreign(Vendor.class.getName(), Map.of("vendor.separator", ";"), GRACE, clock),
            OriginNamer.of("cluster", Origin::topic));

    /** A format of its own: text, fields separated as configured; some texts make it fail. */
    public static final class Vendor implements Deserializer<Object> {
        private static final Schema SCHEMA = new Schema.Parser().parse("""
            {"type":"record","name":"BehavioralEvent","namespace":"com.vendor","fields":[
              {"name":"extra","type":"int"},
              {"name":"eventName","type":"string"},
              {"name":"occurredAt","type":{"type":"long","logicalType":"timestamp-millis"}},
              {"name":"objectId","type":"string"}]}\
            """);

        static final Map<String, RuntimeException> FAILURES = new HashMap<>();

        private String separator = "";
        private boolean closed;

        @Override
        public void configure(Map<String, ?> properties, boolean isKey) {
            if (!properties.containsKey("vendor.separator")) {
                throw new IllegalArgumentException("vendor.password=s3cret is nice, but vendor.separator is missing");
            }
            separator = String.valueOf(properties.get("vendor.separator"));
        }

        @Override
        public @Nullable Object deserialize(String topic, byte[] data) {
            throw new AssertionError("the form with headers is called");
        }

        @Override
        public @Nullable Object deserialize(String topic, Headers headers, byte[] data) {
            if (closed) {
                throw new IllegalStateException("closed");
            }
            String text = new String(data, StandardCharsets.UTF_8);
            RuntimeException failure = FAILURES.get(text);
            if (failure != null) {
                throw failure;
            }
            if (text.equals("no jar")) {
                throw new NoClassDefFoundError("com/vendor/Part");
            }
            if (text.equals("ours")) {
                return Events.behavioral("7f").build();
            }
            if (text.equals("null")) {
                return null;
            }
            String[] fields = text.split(separator, -1);
            GenericData.Record record = new GenericData.Record(SCHEMA);
            record.put("extra", 1);
            record.put("eventName", fields[0]);
            // as vendors do that convert logical types themselves
            record.put("occurredAt", Instant.parse(fields[1]));
            record.put("objectId", fields[2]);
            return record;
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    /** As Confluent's client has it; matched by name. */
    public static final class RestClientException extends IOException {
        private static final long serialVersionUID = 1L;
        private final int errorCode;

        RestClientException(int errorCode) {
            super("registry");
            this.errorCode = errorCode;
        }

        public int getErrorCode() {
            return errorCode;
        }
    }

    Decoding foreign(String className, Map<String, String> properties) {
        return Decoding.foreign(className, properties, GRACE, clock);
    }

    Decoded decode(String text) {
        return ingest.decode(source(text), null);
    }

    static SourceRecord source(String text) {
        return new SourceRecord(
                new Origin("topic", 3, 14, 5), null, text.getBytes(StandardCharsets.UTF_8), new RecordHeaders(), 0);
    }

    static String finding(Decoded decoded) {
        assertThat(decoded).isInstanceOf(Decoded.Refused.class);
        return ((Decoded.Refused) decoded).findings().get(0);
    }

    static Reason reason(Decoded decoded) {
        assertThat(decoded).isInstanceOf(Decoded.Refused.class);
        return ((Decoded.Refused) decoded).reason();
    }
}
