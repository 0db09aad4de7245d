package io.eventbatcher.delivery.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Stories made from seeds. {@code -Dsimulation.hours=…} simulates more hours than usual, {@code -Dsimulation.from=…} begins at
 * another seed, and {@code -Dsimulation.seed=…} replays one.
 */
class SimulationTest {
    private static final int USUAL_HOURS = 100;
    private static final int THREADS = 2;

    @Test
    void shouldKeepItsPromisesWhateverHappens() throws InterruptedException {
        // Given
        Hours hours =
                new Hours(Long.getLong("simulation.from", 1), Integer.getInteger("simulation.hours", USUAL_HOURS));
        @Nullable Long only = Long.getLong("simulation.seed");

        // When
        Optional<String> failure = only == null ? hours.run(THREADS) : Hours.failure(only);

        // Then
        assertThat(failure).isEmpty();
    }
}
