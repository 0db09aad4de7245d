package io.eventbatcher.replay.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventbatcher.control.LaneCause;
import io.eventbatcher.control.LaneState;
import io.eventbatcher.control.StateName;
import io.eventbatcher.route.Route;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RouteStopsTest {
    private static final Instant NOW = Instant.parse("2026-11-28T13:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "halted, halted, behavioral is halted: 0 stands",
        "parked, halted, behavioral is parked: 0 stands",
        "paused, paused, behavioral is paused: 0 stands",
        "down, down, behavioral is down: 0 stands",
        "halted, open,",
        "open, down,",
        "retrying, halted,"
    })
    void shouldSayWhyARouteStandsStillWhileNoLaneSends(String first, String second, @Nullable String sentence) {
        // When
        var reason = RouteStops.reason(Route.BEHAVIORAL, List.of(lane(0, first, NOW), lane(1, second, NOW)), NOW);

        // Then
        assertThat(reason.orElse(null)).isEqualTo(sentence);
    }

    @Test
    void shouldWaitForAnInstanceThatHasTheLanesOfTheRoute() {
        // When the word of an instance is a minute old, and one is of a different route
        var reason = RouteStops.reason(Route.MARKETING_UPDATE, List.of(lane(0, "open", NOW)), NOW);
        var silent = RouteStops.reason(Route.BEHAVIORAL, List.of(lane(0, "open", NOW.minusSeconds(60))), NOW);

        // Then
        assertThat(reason).hasValue("No running instance has the lanes of marketing-update.");
        assertThat(silent).hasValue("No running instance has the lanes of behavioral.");
    }

    private static LaneState lane(int number, String state, Instant at) {
        List<LaneCause> causes = state.equals("open")
                ? List.of()
                : List.of(new LaneCause(StateName.labelled(state), number + " stands", null, null));
        return LaneState.of("one", Route.BEHAVIORAL.label(), number, causes, 0, 0, at);
    }
}
