package io.eventbatcher.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Map;
import org.apache.avro.generic.GenericData;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimeConversionsTest extends ProducerValues {
    @ParameterizedTest
    @CsvSource({
        "int, date, 20700, 2026-09-04T00:00:00Z",
        "int, date, -1, 1969-12-31T00:00:00Z",
        "long, timestamp-millis, 1767323045006, 2026-01-02T03:04:05.006Z",
        "long, timestamp-micros, 1767323045006999, 2026-01-02T03:04:05.006Z",
        "long, timestamp-micros, 31536000000000, 1971-01-01T00:00:00Z",
        "long, timestamp-micros, -1, 1969-12-31T23:59:59.999Z",
        "long, timestamp-nanos, 1767323045006999999, 2026-01-02T03:04:05.006Z",
    })
    void shouldSendATimeByItsLogicalType(String type, String logical, long written, String sent) {
        assertThat(json("occurredAt", logical(type, logical), number(type, written)))
                .contains("\"occurredAt\":\"" + sent + "\"");
        assertThat(property(logical(type, logical), number(type, written)))
                .isEqualTo(String.valueOf(Instant.parse(sent).toEpochMilli()));
    }

    @ParameterizedTest
    @CsvSource({
        "int, time-millis",
        "long, time-micros",
        "long, local-timestamp-millis",
        "long, local-timestamp-micros",
        "long, local-timestamp-nanos",
        "long, timestamp-seconds",
        "int, timestamp-millis",
        "long, date",
        "int,",
        "double,",
        "boolean,",
        "bytes,",
    })
    void shouldRefuseWhatIsNoTimeByFieldAndType(String type, @Nullable String logical) {
        // Given
        Object written = switch (type) {
            case "double" -> 1.5;
            case "boolean" -> true;
            case "bytes" -> ByteBuffer.wrap(new byte[] {'1'});
            default -> number(type, 1_000);
        };

        // When
        String finding = refused("occurredAt", logical == null ? '"' + type + '"' : logical(type, logical), written);

        // Then
        assertThat(finding)
                .startsWith("occurredAt is written as " + (logical == null ? type : logical + " (" + type + ")")
                        + ", but a time is wanted: ")
                .doesNotContain("damaged");
    }

    @Test
    void shouldRefuseADecimalAndADurationAsATime() {
        assertThat(refused("occurredAt", PRICE, unscaled("1"))).contains("decimal (bytes)", "a time is wanted");
        String duration = "{\"type\":\"fixed\",\"name\":\"D\",\"size\":12,\"logicalType\":\"duration\"}";
        assertThat(refused("occurredAt", duration, new GenericData.Fixed(schema(duration), new byte[12])))
                .contains("duration (fixed)", "a time is wanted");
        assertThat(refused(
                        "properties",
                        map(duration),
                        Map.of("d", new GenericData.Fixed(schema(duration), new byte[12]))))
                .contains("properties 'd'", "duration (fixed)", "a text is wanted");
    }

    @ParameterizedTest
    @CsvSource({
        "2026-01-02T03:04:05Z, 2026-01-02T03:04:05Z",
        "2026-01-02t03:04:05z, 2026-01-02T03:04:05Z",
        "2026-01-02T03:04Z, 2026-01-02T03:04:00Z",
        "2026-01-02T03:04:05.006999Z, 2026-01-02T03:04:05.006Z",
        "2026-01-02T03:04:05+02:00, 2026-01-02T01:04:05Z",
        "2026-01-02T03:04:05+0200, 2026-01-02T01:04:05Z",
        "2026-01-02T03:04:05-02, 2026-01-02T05:04:05Z",
        "2026-01-02, 2026-01-02T00:00:00Z",
    })
    void shouldTakeATimeInIso8601(String written, String sent) {
        assertThat(json("occurredAt", "\"string\"", written)).contains("\"occurredAt\":\"" + sent + "\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "yesterday",
                "2026-01-02T03:04:05",
                "2026-02-30T00:00:00Z",
                "2026-02-30",
                "1767323045006",
                "2026-01-02 03:04:05Z"
            })
    void shouldRefuseATextThatIsNoPointInTime(String written) {
        assertThat(refused("occurredAt", "\"string\"", written))
                .startsWith("occurredAt is ")
                .contains("ISO 8601");
    }
}
