package io.eventbatcher.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.databind.JsonMappingException;
import io.eventbatcher.deadletter.Reason;
import io.eventbatcher.fixtures.Events;
import io.eventbatcher.fixtures.ManualClock;
import io.eventbatcher.record.Origin;
import io.eventbatcher.record.SourceRecord;
import io.eventbatcher.route.Route;
import java.io.EOFException;
import java.io.IOException;
import java.io.StreamCorruptedException;
import java.io.UTFDataFormatException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.ClosedChannelException;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipException;
import javax.net.ssl.SSLHandshakeException;
import org.apache.avro.InvalidNumberEncodingException;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ForeignDeserializerTest {
    private static final Duration GRACE = Duration.ofSeconds(60);

    private final ManualClock clock = new ManualClock(Instant.parse("2026-11-21T10:00:00Z"), ZoneOffset.UTC);
    private final Ingest ingest = Ingest.of(
            Route.BEHAVIORAL,
            Decoding.foreign(Vendor.class.getName(), Map.of("vendor.separator", ";"), GRACE, clock),
            OriginNamer.of("cluster", topic -> topic));

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

    @Test
    void shouldRenderWhatAnotherVendorsDeserializerReturns() {
        // When
        Decoded decoded = decode("pe1_a;2026-01-02T03:04:05Z;42");

        // Then
        assertThat(decoded)
                .isInstanceOfSatisfying(
                        Decoded.Accepted.class,
                        accepted -> assertThat(new String(accepted.item().json(), StandardCharsets.UTF_8))
                                .startsWith(
                                        "{\"eventName\":\"pe1_a\",\"occurredAt\":\"2026-01-02T03:04:05Z\",\"objectId\":\"42\","
                                                + "\"properties\":{},\"uuid\":"));
    }

    @Test
    void shouldTakeOurOwnClassAsItIs() {
        assertThat(decode("ours"))
                .isInstanceOfSatisfying(
                        Decoded.Accepted.class,
                        accepted -> assertThat(accepted.item().uuid()).isEqualTo("7f"));
    }

    @Test
    void shouldValidateLikeAnyOther() {
        assertThat(reason(decode("no-name;2026-01-02T03:04:05Z;42"))).isEqualTo(Reason.INVALID_EVENT);
    }

    @Test
    void shouldRefuseWhatTheDeserializerCannotRead() {
        // Given
        Vendor.FAILURES.put("broken", new SerializationException("x", new EOFException()));

        // When
        Decoded broken = decode("broken");

        // Then
        assertThat(reason(broken)).isEqualTo(Reason.UNDECODABLE);
        assertThat(reason(decode("too few fields"))).isEqualTo(Reason.UNDECODABLE);
        assertThat(reason(decode("null"))).isEqualTo(Reason.UNDECODABLE);
    }

    @Test
    void shouldWaitForTheDeserializersRegistryAndTryAgain() {
        // Given
        Map<String, RuntimeException> outages = Map.of(
                "refused", new SerializationException("x", new ConnectException("refused")),
                "late", new SerializationException(new TimeoutException("late")),
                "wrong", new SerializationException(new RestClientException(401)));
        Vendor.FAILURES.putAll(outages);
        for (String text : outages.keySet()) {
            // When
            Decoded decoded = decode(text);

            // Then
            assertThat(decoded).as(text).isInstanceOf(Decoded.Deferred.class);
            clock.advance(Duration.ofSeconds(2));
        }
        assertThat(decode("pe1_a;2026-01-02T03:04:05Z;42")).isInstanceOf(Decoded.Accepted.class);
    }

    static Stream<IOException> damages() {
        return Stream.of(
                new InvalidNumberEncodingException("Invalid int encoding"),
                new IOException("cannot read value", new InvalidNumberEncodingException("Invalid long encoding")),
                new MalformedInputException(1),
                new UTFDataFormatException("malformed input around byte 3"),
                new ZipException("Not in GZIP format"),
                new StreamCorruptedException("invalid stream header"),
                new JsonParseException(null, "Unexpected character"));
    }

    @ParameterizedTest
    @MethodSource("damages")
    void shouldNotTakeADamagedRecordForAnOutage(IOException damage) {
        // Given
        Vendor.FAILURES.put("damaged", new SerializationException("Error deserializing Avro message", damage));

        // When
        Decoded decoded = decode("damaged");

        // Then
        assertThat(reason(decoded)).isEqualTo(Reason.UNDECODABLE);
        assertThat(finding(decoded)).contains(damage.getClass().getSimpleName());
        assertThat(decode("pe1_a;2026-01-02T03:04:05Z;42")).isInstanceOf(Decoded.Accepted.class);
    }

    static Stream<IOException> outages() {
        return Stream.of(
                new IOException("closed"),
                new UnknownHostException("registry"),
                new SSLHandshakeException("no"),
                new HttpTimeoutException("late"),
                new ClosedChannelException(),
                new JsonMappingException(null, "answer cut off", new SocketTimeoutException("Read timed out")));
    }

    @ParameterizedTest
    @MethodSource("outages")
    void shouldWaitWhileTheNetworkFails(IOException outage) {
        // Given
        Vendor.FAILURES.put("cut off", new SerializationException("Error retrieving Avro schema for id 5", outage));

        // When
        Decoded decoded = decode("cut off");

        // Then
        assertThat(decoded).isInstanceOf(Decoded.Deferred.class);
    }

    @Test
    void shouldTellTheWholeChainOfCauses() {
        // Given
        Vendor.FAILURES.put(
                "unfit",
                new SerializationException(
                        "Error deserializing message for id 5",
                        new IllegalStateException("total is a string\nFATAL no int", new ArithmeticException())));

        // When
        Decoded decoded = decode("unfit");

        // Then
        assertThat(finding(decoded))
                .contains("SerializationException: Error deserializing message for id 5; caused by"
                        + " IllegalStateException: total is a string\\nFATAL no int; caused by"
                        + " ArithmeticException");
    }

    @Test
    void shouldTellCausesWithoutTheValuesOfProperties() {
        // Given
        Map<String, String> properties = Map.of("vendor.separator", ";", "vendor.user.info", "ada:correct-horse");
        Vendor.FAILURES.put(
                "loose lips",
                new SerializationException("ada:correct-horse", new IllegalStateException("no correct-horse")));
        Ingest secretive = Ingest.of(
                Route.BEHAVIORAL, foreign(Vendor.class.getName(), properties), OriginNamer.of("", topic -> topic));

        // When
        Decoded decoded = secretive.decode(source("loose lips"), null);

        // Then
        assertThat(finding(decoded)).contains("<vendor.user.info>").doesNotContain("correct-horse");
    }

    @Test
    void shouldWaitWhereTheDeserializerItselfCannotRun() {
        // Given
        Vendor.FAILURES.put("no part", new SerializationException("x", new NoClassDefFoundError("com/vendor/Part")));

        // When
        Decoded wrapped = decode("no part");
        clock.advance(Duration.ofSeconds(2));
        Decoded bare = decode("no jar");

        // Then
        assertThat(List.of(wrapped, bare))
                .allSatisfy(decoded -> assertThat(decoded)
                        .isInstanceOfSatisfying(
                                Decoded.Deferred.class,
                                waits -> assertThat(waits.why())
                                        .contains("avro.deserializer", "NoClassDefFoundError: com/vendor/Part")));
    }

    /** As Kafka Streams does with a task that it revives: one processor, closed and initialised again. */
    @Test
    void shouldMakeTheDeserializerAnewAfterAClose() {
        // Given
        decode("pe1_a;2026-01-02T03:04:05Z;42");
        ingest.close();

        // When
        Decoded decoded = decode("pe1_a;2026-01-02T03:04:05Z;42");

        // Then
        assertThat(decoded).isInstanceOf(Decoded.Accepted.class);
    }

    @Test
    void shouldBelieveADenialOnlyAfterTheGrace() {
        // Given
        Vendor.FAILURES.put("denied", new SerializationException(new RestClientException(40403)));
        Decoded atFirst = decode("denied");
        clock.advance(GRACE.minusMillis(1));
        Decoded withinTheGrace = decode("denied");

        // When
        clock.advance(Duration.ofSeconds(1));
        Decoded decoded = decode("denied");

        // Then
        assertThat(atFirst).isInstanceOf(Decoded.Deferred.class);
        assertThat(withinTheGrace).isInstanceOf(Decoded.Deferred.class);
        assertThat(reason(decoded)).isEqualTo(Reason.UNKNOWN_SCHEMA);
    }

    @Test
    void shouldSayAtTheStartWhatCannotBeUsed() {
        assertThatThrownBy(() -> foreign("com.example.Missing", Map.of()))
                .hasMessageContaining("avro.deserializer")
                .hasMessageContaining("com.example.Missing")
                .hasMessageContaining("class path");
        assertThatThrownBy(() -> foreign(String.class.getName(), Map.of())).hasMessageContaining("does not implement");
        assertThatThrownBy(() -> foreign(Vendor.class.getName(), Map.of("vendor.password", "s3cret")))
                .hasMessageContaining("vendor.password")
                .hasMessageContaining("vendor.separator is missing")
                .hasMessageNotContaining("s3cret");
    }

    @Test
    void shouldSayWhenADeserializerReturnsNoRecords() {
        // Given
        Ingest strings = Ingest.of(
                Route.BEHAVIORAL,
                foreign(StringDeserializer.class.getName(), Map.of()),
                OriginNamer.of("", topic -> topic));

        // When
        Decoded decoded = strings.decode(source("text"), null);

        // Then
        assertThat(decoded)
                .isInstanceOfSatisfying(
                        Decoded.Refused.class,
                        refused -> assertThat(refused.findings().get(0)).contains("java.lang.String"));
    }

    private Decoding foreign(String className, Map<String, String> properties) {
        return Decoding.foreign(className, properties, GRACE, clock);
    }

    private Decoded decode(String text) {
        return ingest.decode(source(text), null);
    }

    private static SourceRecord source(String text) {
        return new SourceRecord(
                new Origin("topic", 3, 14, 5), null, text.getBytes(StandardCharsets.UTF_8), new RecordHeaders(), 0);
    }

    private static String finding(Decoded decoded) {
        assertThat(decoded).isInstanceOf(Decoded.Refused.class);
        return ((Decoded.Refused) decoded).findings().get(0);
    }

    private static Reason reason(Decoded decoded) {
        assertThat(decoded).isInstanceOf(Decoded.Refused.class);
        return ((Decoded.Refused) decoded).reason();
    }
}
