package io.eventbatcher.sandbox.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventbatcher.sandbox.bench.figure.Span;
import io.eventbatcher.sandbox.simulator.journal.AcceptedRequest;
import java.time.Instant;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ColdStartTest {
    private static final Instant BEGAN = Instant.parse("2026-11-29T10:00:00Z");

    @Test
    void shouldTellWhenNinePartsOfTenOfFullSpeedWereReached() {
        // Given: five seconds after the start of the process, 10,000 events a second for three seconds
        Span load = new Span(IntStream.range(0, 300)
                .mapToObj(i -> new AcceptedRequest(
                        0, 100, new UUID(0, 0), BEGAN.plusSeconds(5).plusMillis(10L * i)))
                .toList());
        ColdStart cold = new ColdStart(5, 1, 1_000, BEGAN, 30_000, load);

        // Then: 1.8 s of them, at a full speed of 10,000
        assertThat(cold.secondsToFullSpeed(10_000)).hasValue(6.79);
        assertThat(cold.secondsToFullSpeed(12_000)).isEmpty();
    }
}
