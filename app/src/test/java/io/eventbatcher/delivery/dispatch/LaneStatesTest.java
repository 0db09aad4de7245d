package io.eventbatcher.delivery.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventbatcher.control.LaneCause;
import io.eventbatcher.control.LaneState;
import io.eventbatcher.control.OperatorCommand;
import io.eventbatcher.delivery.Bench;
import io.eventbatcher.delivery.FakeHubSpot;
import io.eventbatcher.delivery.lane.Lane;
import io.eventbatcher.hubspot.Facts;
import io.eventbatcher.hubspot.Outcome;
import io.eventbatcher.route.Route;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class LaneStatesTest {
    private static final Facts LIMITED = new Facts(429, null, "too much", null, Duration.ZERO);

    private final Bench bench = new Bench();
    private final Instant start = bench.time.instant();

    private LaneState only() {
        assertThat(bench.states.latest()).hasSize(1);
        return bench.states.latest().get(0);
    }

    private List<String> states() {
        return only().causes().stream().map(LaneCause::state).toList();
    }

    @Test
    void shouldShowAllCausesThatHold() {
        // Given
        bench.put(bench.lane(Route.BEHAVIORAL, 1), Bench.event("a"));
        bench.hubSpot.answer(inputs -> new Outcome.Halt(LIMITED, Outcome.Halt.Cause.TOKEN_REFUSED));
        bench.run();
        bench.gates.obey(new OperatorCommand(
                "behavioral", OperatorCommand.Kind.PAUSE, "ada", "ticket 42", bench.time.instant(), null));

        // When
        bench.run(Duration.ofSeconds(1));

        // Then
        assertThat(states()).containsExactly("paused", "halted");
        assertThat(only().state()).isEqualTo("paused");
        assertThat(only().causes())
                .allSatisfy(cause -> assertThat(cause.since()).isNotNull());
    }

    @Test
    void shouldPublishNoAddressThatHubSpotRepeats() {
        // Given
        Facts named = new Facts(400, null, "contact ada@example.com is odd", null, Duration.ZERO);
        bench.put(bench.lane(Route.MARKETING_UPSERT, 1), Bench.event("a"));
        bench.hubSpot.answer(inputs -> new Outcome.Retry(named, Duration.ofMinutes(5), Outcome.Retry.Cause.THROTTLED));
        bench.run(Duration.ofSeconds(1));
        String retried = only().toJson().toString();
        bench.put(bench.lane(Route.BEHAVIORAL, 1), Bench.event("b"));
        bench.hubSpot.answer(
                inputs -> new Outcome.Park(named, bench.time.instant().plusSeconds(3_600), Outcome.Park.Cause.QUOTA));

        // When
        bench.run(Duration.ofSeconds(1));

        // Then
        assertThat(retried).contains("contact <e-mail> is odd").doesNotContain("ada@");
        assertThat(bench.states.latest())
                .anySatisfy(lane -> assertThat(lane.reason()).contains("contact <e-mail> is odd"));
        assertThat(bench.states.latest())
                .allSatisfy(lane -> assertThat(lane.toJson().toString()).doesNotContain("ada@"));
    }

    @Test
    void shouldShowALaneThatWaitsForAnAbsurdRetryAfter() {
        // Given
        bench.put(bench.lane(Route.MARKETING_UPSERT, 1), Bench.event("a"));
        bench.hubSpot.answer(
                inputs -> new Outcome.Retry(LIMITED, Duration.ofMinutes(5), Outcome.Retry.Cause.THROTTLED));

        // When
        bench.run(Duration.ofSeconds(1));

        // Then
        assertThat(states()).containsExactly("retrying");
        assertThat(only().reason()).isEqualTo("Requests wait for another try. HubSpot's last answer: 429: too much.");
        assertThat(only().until()).isBetween(start.plusSeconds(300), start.plusSeconds(331));
        assertThat(only().retried()).singleElement().satisfies(request -> {
            assertThat(request.attempt()).isOne();
            assertThat(request.answer()).contains("429: too much.");
            assertThat(request.nextTry()).isEqualTo(only().until());
        });
        assertThat(only().since()).isBetween(start, start.plusSeconds(1));
    }

    @Test
    void shouldShowALaneWhoseRequestKeepsFailingOnlyAsLongAsItDoes() {
        // Given
        bench.put(bench.lane(Route.MARKETING_UPSERT, 1), Bench.event("a"));
        bench.hubSpot.answer(inputs -> FakeHubSpot.retry(Duration.ZERO));
        bench.run(Duration.ofSeconds(20));
        List<String> failing = states();
        bench.hubSpot.answer(inputs -> new Outcome.Delivered(FakeHubSpot.OK));

        // When
        bench.run(Duration.ofSeconds(31));

        // Then
        assertThat(failing).containsExactly("retrying");
        assertThat(only().state()).isEqualTo("open");
        assertThat(only().causes()).isEmpty();
    }

    @Test
    void shouldSayWhatAnEndpointThatIsDownAnsweredAndSinceWhen() {
        // Given
        Lane lane = bench.lane(Route.BEHAVIORAL, 8, 1);
        for (int i = 0; i < 20; i++) {
            bench.put(lane, Bench.event("e" + i));
        }
        bench.hubSpot.answer(
                inputs -> new Outcome.Retry(FakeHubSpot.DOWN, Duration.ZERO, Outcome.Retry.Cause.UNREACHABLE));

        // When
        bench.run(Duration.ofSeconds(4));

        // Then
        LaneCause down = only().causes().get(0);
        assertThat(down.state()).isEqualTo("down");
        assertThat(down.reason()).contains("503.").doesNotContain("does not answer");
        assertThat(down.since()).isBetween(start, start.plusSeconds(4));
    }

    @Test
    void shouldCountEachRejectionThatIsHeldBackOnce() {
        // Given
        for (int i = 0; i < 3; i++) {
            bench.put(bench.lane(Route.BEHAVIORAL, 8), Bench.event("bad" + i));
        }
        bench.hubSpot.refuse("bad");

        // When
        bench.run(Duration.ofSeconds(1));

        // Then
        assertThat(bench.states.latest().stream().mapToInt(LaneState::heldBack).sum())
                .isEqualTo(3);
    }
}
