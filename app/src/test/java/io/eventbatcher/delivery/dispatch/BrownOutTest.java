package io.eventbatcher.delivery.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventbatcher.delivery.Bench;
import io.eventbatcher.delivery.FakeHubSpot;
import io.eventbatcher.delivery.lane.Lane;
import io.eventbatcher.hubspot.Outcome;
import io.eventbatcher.record.Item;
import io.eventbatcher.route.Route;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An endpoint that fails on most requests by chance. Acceptances of a few must not speak against the inputs of the rest. */
class BrownOutTest {
    private static final int LANES = 16;
    private static final Outcome DOWN =
            new Outcome.Retry(FakeHubSpot.DOWN, Duration.ZERO, Outcome.Retry.Cause.UNREACHABLE);

    private final Bench bench = new Bench();

    @ParameterizedTest(name = "{0} loads of {1}, of which one request in {2} is taken")
    @CsvSource({
        "960, 1, 3",
        "960, 1, 5",
        "960, 1, 10",
        "960, 1, 20",
        "960, 1, 50",
        "960, 1, 100",
        "96, 100, 5",
        "96, 100, 20",
        "96, 100, 50"
    })
    void shouldGiveUpNothing(int loads, int size, int taken) {
        // Given
        Random random = new Random(loads + taken);
        bench.hubSpot.answer(inputs -> random.nextInt(taken) == 0 ? new Outcome.Delivered(FakeHubSpot.OK) : DOWN);
        List<Lane> lanes = IntStream.range(0, LANES)
                .mapToObj(i -> bench.lane(Route.BEHAVIORAL, 8, size))
                .toList();

        // When requests fail for much longer than the time to expire, and more events come
        int steps = 360;
        for (int step = 0; step < steps; step++) {
            for (int load = loads * step / steps; load < loads * (step + 1) / steps; load++) {
                bench.put(lanes.get(load % LANES), events(load, size));
            }
            bench.pass(Bench.EXPIRE_AFTER.multipliedBy(4).dividedBy(steps));
        }

        // Then
        assertThat(bench.deadLetters()).isEmpty();
        bench.hubSpot.answer(inputs -> new Outcome.Delivered(FakeHubSpot.OK));
        bench.pass(Duration.ofMinutes(10));
        assertThat(bench.total().out()).isEqualTo((long) loads * size);
    }

    private static Item[] events(int load, int size) {
        return IntStream.range(0, size)
                .mapToObj(i -> Bench.event("good-" + load + '-' + i))
                .toArray(Item[]::new);
    }
}
