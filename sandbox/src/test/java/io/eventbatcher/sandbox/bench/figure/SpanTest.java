package io.eventbatcher.sandbox.bench.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.eventbatcher.sandbox.simulator.journal.AcceptedRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SpanTest {
    private static final Instant START = Instant.parse("2026-11-21T10:00:00Z");

    @Test
    void shouldNotCountTheWaitForTheLastBatch() {
        // Given: 100 inputs every 10 ms, and ten seconds later what was left
        List<AcceptedRequest> requests = requests(99, 10);
        requests.add(request(START.plusSeconds(10), 100));

        // When
        double rate = new Span(requests).perSecond(10_000);

        // Then: the 95th request comes 940 ms after the first
        assertThat(rate).isCloseTo(9_500 / 0.94, within(1.0));
    }

    @Test
    void shouldCountEventsWhereSeveralWereOneInput() {
        // Given
        List<AcceptedRequest> requests = requests(100, 10);

        // When
        double rate = new Span(requests).perSecond(20_000);

        // Then
        assertThat(rate).isCloseTo(19_000 / 0.94, within(1.0));
    }

    @Test
    void shouldTellThatTheSecondHalfIsQuickerWhateverTheFirstRequestsWaitFor() {
        // Given: a second after the first request, 49 every 20 ms, and 50 every 10 ms
        List<AcceptedRequest> requests = new ArrayList<>(List.of(request(START, 100)));
        for (int i = 1; i < 100; i++) {
            requests.add(request(START.plusMillis(1_000 + (i < 50 ? 20L * i : 500 + 10L * i)), 100));
        }

        // When
        double ratio = new Span(requests).secondHalfByFirst();

        // Then
        assertThat(ratio).isCloseTo(2, within(0.05));
    }

    @Test
    void shouldTellWhenTheLoadFirstCameAtARate() {
        // Given: 5,000 inputs a second for 3 s, and 10,000 a second for 3 s
        List<AcceptedRequest> requests = requests(150, 20);
        for (int i = 0; i < 300; i++) {
            requests.add(request(START.plusMillis(3_000 + i * 10L), 100));
        }
        Span span = new Span(requests);

        // Then: the last two seconds held 18,000 inputs when 1.6 s of them were quick ones
        assertThat(span.reached(9_000, 45_000).orElseThrow())
                .isBetween(START.plusMillis(4_570), START.plusMillis(4_630));
        assertThat(span.reached(11_000, 45_000)).isEmpty();
    }

    @Test
    void shouldCountEventsBehindMergedInputs() {
        // Given: 100 inputs every 20 ms, two events each
        Span span = new Span(requests(150, 20));

        // Then
        assertThat(span.eventsBefore(START.plusSeconds(1), 30_000)).isEqualTo(10_000);
        assertThat(span.reached(9_900, 30_000)).isPresent();
        assertThat(span.reached(10_100, 30_000)).isEmpty();
    }

    @Test
    void shouldNotMakeARateOfNothing() {
        assertThatThrownBy(() -> new Span(List.of()).perSecond(1)).hasMessageContaining("no request");
    }

    private static List<AcceptedRequest> requests(int count, long millisApart) {
        List<AcceptedRequest> requests = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            requests.add(request(START.plusMillis(i * millisApart), 100));
        }
        return requests;
    }

    private static AcceptedRequest request(Instant at, int inputs) {
        return new AcceptedRequest(0, inputs, new UUID(0, 0), at);
    }
}
