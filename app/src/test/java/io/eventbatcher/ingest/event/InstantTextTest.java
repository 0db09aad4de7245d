package io.eventbatcher.ingest.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InstantTextTest {
    private static final long FIRST = Instant.parse("0000-01-01T00:00:00Z").getEpochSecond();
    private static final long LAST = Instant.parse("9999-12-31T23:59:59Z").getEpochSecond();
    private static final int[] FRACTIONS = {1, 1_000, 1_000_000};

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0000-01-01T00:00:00Z",
                "1969-12-31T23:59:59.999999999Z",
                "2026-11-29T00:00:00Z",
                "2026-11-29T12:30:00.000000001Z",
                "2026-11-29T12:30:00.120Z",
                "2026-11-29T12:30:01.000120Z",
                "9999-12-31T23:59:59.999Z"
            })
    void shouldWriteAsJavaDoes(String time) {
        assertThat(InstantText.of(Instant.parse(time))).isEqualTo(time);
    }

    @Test
    void shouldWriteAnyTimeAsJavaDoes() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int round = 0; round < 20_000; round++) {
            // Given
            int nanos = random.nextInt(1_000) * FRACTIONS[random.nextInt(FRACTIONS.length)];
            Instant time = Instant.ofEpochSecond(FIRST + (long) (random.nextDouble() * (LAST - FIRST)), nanos);

            // Then
            assertThat(InstantText.of(time)).as("seed %d", seed).isEqualTo(time.toString());
        }
    }
}
