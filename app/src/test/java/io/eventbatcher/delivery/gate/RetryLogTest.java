package io.eventbatcher.delivery.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventbatcher.delivery.FakeHubSpot;
import io.eventbatcher.delivery.VirtualTime;
import io.eventbatcher.delivery.halt.RouteMessage;
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
    private final RetryLog log = new RetryLog(Route.BEHAVIORAL, time);

    @Test
    void shouldQuoteHubSpotsAnswer() {
        assertThat(log.message(DOWN).map(RouteMessage::text))
                .hasValue("HubSpot takes no request of the route behavioral: 503: down for a while."
                        + " The events wait, and delivery sends them again until HubSpot takes them.");
    }

    @Test
    void shouldLogRetriesOfARouteOnceAMinute() {
        // Given
        log.message(DOWN);
        time.advance(RetryLog.INTERVAL.minusMillis(1));
        var again = log.message(DOWN);

        // When
        time.advance(Duration.ofMillis(1));

        // Then
        assertThat(again).isEmpty();
        assertThat(log.message(DOWN))
                .hasValueSatisfying(said -> assertThat(said.text()).contains("since the last message: 1."));
    }

    @Test
    void shouldLogTheEndOfRetriesOnce() {
        // Given
        var beforeAnyTrouble = log.message(TAKEN);
        log.message(DOWN);

        // When
        var said = log.message(TAKEN);

        // Then
        assertThat(beforeAnyTrouble).isEmpty();
        assertThat(said.map(RouteMessage::text)).hasValue("HubSpot answers requests of the route behavioral again.");
        assertThat(log.message(TAKEN)).isEmpty();
    }
}
