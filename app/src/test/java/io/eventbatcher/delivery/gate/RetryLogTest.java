package io.eventbatcher.delivery.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventbatcher.delivery.FakeHubSpot;
import io.eventbatcher.delivery.VirtualTime;
import io.eventbatcher.hubspot.Facts;
import io.eventbatcher.hubspot.Outcome;
import io.eventbatcher.route.Route;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RetryLogTest {
    private static final Outcome DOWN = new Outcome.Retry(
            new Facts(503, null, "down for a while", null, Duration.ZERO),
            Duration.ZERO,
            Outcome.Retry.Cause.UNREACHABLE);
    private static final Outcome TAKEN = new Outcome.Delivered(FakeHubSpot.OK);

    private final VirtualTime time = new VirtualTime();
    private final RetryLog troubles = new RetryLog(time);

    @Test
    void shouldTellWhatHubSpotSaid() {
        assertThat(troubles.about(Route.BEHAVIORAL, DOWN))
                .hasValue("HubSpot takes no request of the route behavioral: 503: down for a while."
                        + " Its events wait and are sent again until it does.");
    }

    @Test
    void shouldComplainOfARouteOnceAMinuteHoweverOftenItIsRefused() {
        // Given
        troubles.about(Route.BEHAVIORAL, DOWN);
        time.advance(RetryLog.INTERVAL.minusMillis(1));
        assertThat(troubles.about(Route.BEHAVIORAL, DOWN)).isEmpty();
        assertThat(troubles.about(Route.MARKETING_UPSERT, DOWN)).isPresent();

        // When
        time.advance(Duration.ofMillis(1));

        // Then
        assertThat(troubles.about(Route.BEHAVIORAL, DOWN))
                .hasValueSatisfying(said -> assertThat(said).contains("fared like this: 1."));
    }

    @Test
    void shouldTellOnceThatItIsOver() {
        // Given
        assertThat(troubles.about(Route.BEHAVIORAL, TAKEN)).isEmpty();
        troubles.about(Route.BEHAVIORAL, DOWN);

        // When
        var said = troubles.about(Route.BEHAVIORAL, TAKEN);

        // Then
        assertThat(said).hasValue("HubSpot answers requests of the route behavioral again.");
        assertThat(troubles.about(Route.BEHAVIORAL, TAKEN)).isEmpty();
    }
}
