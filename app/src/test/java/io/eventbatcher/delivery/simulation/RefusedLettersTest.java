package io.eventbatcher.delivery.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventbatcher.delivery.simulation.SimulatedEvent.Nature;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The topic of dead letters takes no record for five minutes, while HubSpot refuses events of every route. */
class RefusedLettersTest {
    private static final long SEED = 5;
    private static final Duration REFUSED_FROM = Duration.ofMinutes(1);
    private static final Duration REFUSED_FOR = Duration.ofMinutes(5);

    private final Scenario scenario = NamedScenarios.oneOf("Dead letters are refused", Nature.INVALID)
            .incident(Incidents.deadLettersRefused(REFUSED_FROM, REFUSED_FOR))
            .lasting(Duration.ofMinutes(12));

    @Test
    void shouldKeepItsPromisesWhileDeadLettersAreRefused() {
        // When
        Optional<Violation> found = Run.of(scenario, SEED);

        // Then
        assertThat(found).isEmpty();
    }

    @Test
    void shouldGoOnByItselfWhenDeadLettersAreTakenAgain() {
        // Given
        Map<String, Integer> settled;
        List<String> running;

        // When
        try (Simulation simulation = new Simulation(scenario.setup(), SEED)) {
            scenario.begin(simulation);
            simulation.pass(scenario.lasts());
            settled = simulation.workload().settlements();
            running = simulation.running().map(SimulatedInstance::name).toList();
        }

        // Then
        assertThat(settled).containsEntry("rejected", 3);
        assertThat(running).containsExactlyElementsOf(scenario.setup().instances());
    }
}
