package io.eventbatcher.console.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventbatcher.console.reading.Reading;
import io.eventbatcher.console.reading.Readings;
import io.eventbatcher.replay.letter.LetterFilter;
import io.eventbatcher.replay.plan.ReplayOrder;
import io.eventbatcher.replay.plan.ReplayPlan;
import io.eventbatcher.replay.plan.StaleGuard;
import io.eventbatcher.replay.plan.Untold;
import io.eventbatcher.replay.scan.Place;
import io.eventbatcher.time.Clocks;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PlansTest {
    private static final int MORE_THAN_HALF = 200_000;

    private final Readings readings = new Readings(String::valueOf, Clocks.SYSTEM);
    private final Plans plans = new Plans(readings, Clocks.SYSTEM);

    @AfterEach
    void close() {
        readings.close();
    }

    @Test
    void shouldMakeAPlanAnewThatHasMadeRoomForANewerOne() throws Exception {
        // Given
        Planned first = made("first");
        Planned newer = made("newer");

        // When
        Planned again = made("first");

        // Then
        assertThat(again.id()).isNotEqualTo(first.id());
        assertThat(again.letters()).isEqualTo(MORE_THAN_HALF);
        assertThat(plans.find(again.id(), "replay")).containsSame(again);
        assertThat(plans.find(newer.id(), "replay")).isEmpty();
    }

    private Planned made(String name) {
        Reading<Planned> reading;
        do {
            reading = plans.ask(name, "replay", (id, progress) -> Planned.of(id, plan()));
        } while (reading.isOpen());
        return reading.result().orElseThrow();
    }

    private static ReplayPlan plan() {
        return new ReplayPlan(
                ReplayOrder.of("ada", "", LetterFilter.ALL),
                "",
                Collections.nCopies(MORE_THAN_HALF, new Place(0, 7)),
                List.of(),
                Map.of(),
                Map.of(),
                Set.of(),
                10,
                StaleGuard.NONE,
                Untold.NONE);
    }
}
