package io.eventbatcher.delivery.gate;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.spi.ILoggingEvent;
import io.eventbatcher.delivery.Bench;
import io.eventbatcher.delivery.FakeHubSpot;
import io.eventbatcher.delivery.dispatch.Dispatcher;
import io.eventbatcher.delivery.halt.RouteStatus;
import io.eventbatcher.delivery.lane.Lane;
import io.eventbatcher.fixtures.LogCapture;
import io.eventbatcher.hubspot.Outcome;
import io.eventbatcher.route.Route;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class DownTest {
    private final Bench bench = new Bench();

    @Test
    void shouldLogTheWordsOfTheStatusOnceAndOnceThatItIsOver() {
        // Given
        Lane lane = bench.lane(Route.BEHAVIORAL, 8, 1);
        bench.hubSpot.answer(
                inputs -> new Outcome.Retry(FakeHubSpot.DOWN, Duration.ZERO, Outcome.Retry.Cause.UNREACHABLE));
        for (int event = 0; event < 12; event++) {
            bench.put(lane, Bench.event("e" + event));
        }

        try (LogCapture log = new LogCapture(Dispatcher.class)) {
            // When
            bench.run(Duration.ofMinutes(3));
            RouteStatus.Cause cause = bench.status(Route.BEHAVIORAL).causes().get(0);
            bench.hubSpot.answer(inputs -> new Outcome.Delivered(FakeHubSpot.OK));
            bench.run(Duration.ofMinutes(3));

            // Then
            assertThat(cause.state()).isEqualTo(RouteStatus.State.DOWN);
            assertThat(log.events())
                    .extracting(ILoggingEvent::getFormattedMessage)
                    .containsExactly(
                            "Route behavioral is down: " + cause.reason(),
                            "Route behavioral is no longer down: HubSpot's endpoint answers.");
        }
    }
}
