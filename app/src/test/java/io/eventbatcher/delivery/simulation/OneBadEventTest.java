package io.eventbatcher.delivery.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventbatcher.delivery.simulation.SimulatedEvent.Nature;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** One bad event never stops good ones for longer than half a minute, whatever HubSpot answers to it. */
class OneBadEventTest {
    private static final long SEED = 11;
    private static final Duration MOST = Duration.ofSeconds(30);

    @ParameterizedTest
    @EnumSource(
            value = Nature.class,
            names = {"INVALID", "CONFLICTING", "FIREWALLED", "GONE"})
    void shouldStopNoOthersForLong(Nature nature) {
        // Given
        Scenario scenario = NamedScenarios.oneOf("One event that is " + nature, nature);
        Map<String, Integer> settled;

        // When
        try (Simulation simulation = new Simulation(scenario.setup(), SEED)) {
            simulation.observers().add(new PatienceCheck(simulation, MOST));
            simulation.observers().add(new RepetitionCheck(simulation));
            scenario.begin(simulation);
            simulation.pass(scenario.lasts());
            settled = simulation.workload().settlements();
        }

        // Then
        assertThat(settled).containsEntry("rejected", 3);
    }
}
