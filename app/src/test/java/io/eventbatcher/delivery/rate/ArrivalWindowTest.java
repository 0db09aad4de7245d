package io.eventbatcher.delivery.rate;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventbatcher.delivery.VirtualTime;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ArrivalWindowTest {
    private static final Duration INTERVAL = Duration.ofSeconds(10);

    private final VirtualTime time = new VirtualTime();
    private final ArrivalWindow arrivals = new ArrivalWindow(INTERVAL, 1, time::nanoTime);

    /** Two in any interval. */
    private void givenTwo() {
        arrivals.rate(0.2);
        time.advance(INTERVAL);
    }

    @Test
    void shouldCountARequestForAsLongAsItIsUnderWay() {
        // Given
        givenTwo();
        arrivals.sent(1);
        arrivals.sent(2);

        // When
        time.advance(INTERVAL.multipliedBy(3));

        // Then
        assertThat(arrivals.haveRoom()).isFalse();
        arrivals.failed(2);
        time.advance(INTERVAL.minusMillis(1));
        assertThat(arrivals.haveRoom()).isFalse();
        time.advance(Duration.ofMillis(1));
        assertThat(arrivals.haveRoom()).isTrue();
    }

    @Test
    void shouldTakeTheShortestTimeToAnAnswerForTheWayThatAllRequestsHave() {
        // Given
        givenTwo();
        arrivals.sent(1);
        time.advance(Duration.ofMillis(200));
        arrivals.answered(1);
        time.advance(INTERVAL);
        arrivals.sent(2);
        time.advance(Duration.ofMillis(200));
        arrivals.answered(2);
        time.advance(INTERVAL);
        arrivals.sent(3);
        arrivals.sent(4);

        // When
        time.advance(Duration.ofMillis(500));
        arrivals.answered(3);

        // Then
        time.advance(INTERVAL.minusMillis(201));
        assertThat(arrivals.haveRoom()).isFalse();
        time.advance(Duration.ofMillis(1));
        assertThat(arrivals.haveRoom()).isTrue();
    }

    @Test
    void shouldKnowFromAnAnswerThatMuchEarlierRequestsHaveArrivedToo() {
        // Given
        givenTwo();
        arrivals.sent(1);
        time.advance(Duration.ofSeconds(2));
        arrivals.sent(2);

        // When
        arrivals.answered(2);

        // Then
        time.advance(INTERVAL);
        assertThat(arrivals.haveRoom()).isTrue();
    }

    @Test
    void shouldNotKnowFromAnAnswerWhatBecameOfARequestThatItMayHaveOvertaken() {
        // Given
        givenTwo();
        arrivals.sent(1);
        time.advance(Duration.ofMillis(1_999));
        arrivals.sent(2);
        arrivals.sent(3);

        // When
        arrivals.answered(3);

        // Then
        time.advance(INTERVAL);
        assertThat(arrivals.haveRoom()).isFalse();
    }

    @Test
    void shouldGrantAChangedRateFromThenOn() {
        // Given
        givenTwo();
        arrivals.rate(0.4);
        arrivals.sent(1);
        arrivals.sent(2);
        arrivals.answered(1);
        arrivals.answered(2);

        // When
        time.advance(Duration.ofMillis(4_999));

        // Then
        assertThat(arrivals.haveRoom()).isFalse();
        time.advance(Duration.ofMillis(2));
        assertThat(arrivals.haveRoom()).isTrue();
    }
}
