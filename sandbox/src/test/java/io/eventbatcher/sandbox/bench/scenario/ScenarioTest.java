package io.eventbatcher.sandbox.bench.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Percentage.withPercentage;

import io.eventbatcher.route.Route;
import io.eventbatcher.sandbox.cli.BenchCommand;
import io.eventbatcher.sandbox.load.plan.Fate;
import io.eventbatcher.sandbox.load.plan.LoadPlan;
import io.eventbatcher.sandbox.load.plan.LoadSettings;
import io.eventbatcher.sandbox.load.plan.PlannedRecord;
import io.eventbatcher.sandbox.simulator.api.Endpoint;
import io.eventbatcher.sandbox.simulator.api.TakenInput;
import io.eventbatcher.sandbox.simulator.faults.Effect;
import io.eventbatcher.sandbox.simulator.faults.FaultDraw;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import picocli.CommandLine;

class ScenarioTest {
    private static final int EVENTS = 20_000;
    private static final int LANES = 8;

    @ParameterizedTest
    @CsvSource({
        "CLEAN, 0, 0",
        "UNDEFINED_NAME, 1, 0",
        "SCATTERED, 1, 0",
        "DUPLICATES, 0, 20",
        "SLOW_LANE, 0, 0",
        "OUTAGE, 0, 0"
    })
    void shouldHaveItsShareOfBadEventsAndOfDuplicates(Scenario scenario, double bad, double duplicates) {
        // Given
        LoadSettings load = scenario.load(LoadSettings.of(EVENTS, 0, 0, 1, 4));

        // When
        List<PlannedRecord> plan =
                StreamSupport.stream(plan(load).spliterator(), false).toList();

        // Then
        assertThat(plan).hasSize(EVENTS);
        assertThat(percent(plan.stream()
                        .filter(planned -> planned.fate() == Fate.REJECTED || scenario.refuses(planned.uuid()))))
                .isCloseTo(bad, withPercentage(20));
        assertThat(percent(plan.stream().filter(planned -> planned.fate() == Fate.DUPLICATE)))
                .isCloseTo(duplicates, withPercentage(5));
    }

    @Test
    void shouldRefuseARequestWithABadEventWithoutNamingIt() {
        // Given
        FaultDraw faults = Scenario.SCATTERED.faults(LANES, Instant::now);
        UUID bad = new UUID(7, 100);

        // When
        Effect among = faults.draw(1, Endpoint.BEHAVIORAL, inputs(new UUID(7, 101), bad));
        Effect without = faults.draw(2, Endpoint.BEHAVIORAL, inputs(new UUID(7, 101)));

        // Then
        assertThat(among).isInstanceOfSatisfying(Effect.Answer.class, answer -> {
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.body()).isEmpty();
        });
        assertThat(without).isEqualTo(new Effect.None());
    }

    @Test
    void shouldSlowOneLaneInEightDown() {
        // Given
        FaultDraw faults = Scenario.SLOW_LANE.faults(LANES, Instant::now);

        // When
        Stream<Effect> slow = Stream.generate(UUID::randomUUID)
                .limit(EVENTS)
                .map(event -> faults.draw(1, Endpoint.BEHAVIORAL, inputs(event)))
                .filter(Effect.Delayed.class::isInstance);

        // Then
        assertThat(percent(slow)).isCloseTo(100.0 / LANES, withPercentage(20));
    }

    @Test
    void shouldBeAwayForTenSeconds() {
        // Given
        AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
        FaultDraw faults = Scenario.OUTAGE.faults(LANES, now::get);
        List<Effect> before = IntStream.range(0, 20)
                .mapToObj(i -> faults.draw(i, Endpoint.BEHAVIORAL, List.of()))
                .distinct()
                .toList();

        // When
        Effect first = faults.draw(21, Endpoint.BEHAVIORAL, List.of());
        now.set(Instant.EPOCH.plusMillis(9_999));
        Effect last = faults.draw(22, Endpoint.BEHAVIORAL, List.of());
        now.set(Instant.EPOCH.plusSeconds(10));
        Effect after = faults.draw(23, Endpoint.BEHAVIORAL, List.of());

        // Then
        assertThat(before).containsExactly(new Effect.None());
        assertThat(first).isEqualTo(new Effect.Answer(503));
        assertThat(last).isEqualTo(first);
        assertThat(after).isEqualTo(new Effect.None());
    }

    @ParameterizedTest
    @EnumSource(Scenario.class)
    void shouldBeExplainedByTheHelpOfTheCommand(Scenario scenario) {
        // When
        String help = new CommandLine(new BenchCommand()).getUsageMessage();

        // Then
        assertThat(help.replaceAll("\\s+", " ")).contains(scenario.label() + ": " + scenario.meaning());
    }

    private static LoadPlan plan(LoadSettings load) {
        return new LoadPlan(load, Map.of(Route.BEHAVIORAL, 1, Route.MARKETING_UPSERT, 2, Route.MARKETING_UPDATE, 3))
                .of(Route.BEHAVIORAL);
    }

    private static List<TakenInput> inputs(UUID... events) {
        return Stream.of(events)
                .map(event -> new TakenInput(event.toString(), Map.of()))
                .toList();
    }

    private static double percent(Stream<?> some) {
        return 100.0 * some.count() / EVENTS;
    }
}
