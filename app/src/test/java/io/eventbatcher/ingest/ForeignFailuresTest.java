package io.eventbatcher.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.databind.JsonMappingException;
import io.eventbatcher.deadletter.Reason;
import io.eventbatcher.record.Origin;
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
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipException;
import javax.net.ssl.SSLHandshakeException;
import org.apache.avro.InvalidNumberEncodingException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Failures of another vendor's deserializer: damage, outages, denials, and faults of its own. */
class ForeignFailuresTest extends ForeignVendor {
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
                Route.BEHAVIORAL, foreign(Vendor.class.getName(), properties), OriginNamer.of("", Origin::topic));

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
    void shouldSayWhenADeserializerReturnsNoRecords() {
        // Given
        Ingest strings = Ingest.of(
                Route.BEHAVIORAL,
                foreign(StringDeserializer.class.getName(), Map.of()),
                OriginNamer.of("", Origin::topic));

        // When
        Decoded decoded = strings.decode(source("text"), null);

        // Then
        assertThat(decoded)
                .isInstanceOfSatisfying(
                        Decoded.Refused.class,
                        refused -> assertThat(refused.findings().get(0)).contains("java.lang.String"));
    }
}
