package io.eventbatcher.delivery.dispatch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.eventbatcher.delivery.Bench;
import io.eventbatcher.delivery.lane.Lane;
import io.eventbatcher.ledger.Tally;
import io.eventbatcher.record.Item;
import io.eventbatcher.route.Route;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SearchTest {
    private static final int POSITIONS = 1;

    private final Random random = new Random(11);

    @ParameterizedTest
    @EnumSource(
            value = Route.class,
            names = {"BEHAVIORAL", "MARKETING_UPDATE"})
    void shouldFindOneCulpritWithinTheBoundWhereverItIs(Route route) {
        for (int size = 2; size <= route.maxInputs(); size++) {
            for (int culprit : positions(size)) {
                // Given
                Bench bench = new Bench();
                Lane lane = bench.lane(route, route.ordered() ? 1 : 8);
                bench.put(lane, events(size, Set.of(culprit)));
                bench.hubSpot.refuse("bad");

                // When
                bench.run();

                // Then: the first, whole request included
                int most = (int) Math.floor(2 * Math.log(size) / Math.log(2) + 1 + 1e-9);
                assertThat(bench.total()).isEqualTo(new Tally(size, size - 1, 0, 1));
                assertThat(bench.hubSpot.requests)
                        .as("requests for number %d of %d", culprit, size)
                        .hasSizeLessThanOrEqualTo(most);
            }
        }
    }

    private int[] positions(int size) {
        return IntStream.concat(IntStream.of(0, size - 1), random.ints(POSITIONS, 0, size))
                .distinct()
                .toArray();
    }

    @ParameterizedTest
    @EnumSource(Route.class)
    void shouldDeliverAllOthersWhenEveryBatchHasItsBadOnes(Route route) {
        // Given
        Bench bench = new Bench();
        Lane lane = bench.lane(route, route.ordered() ? 1 : 8);
        int size = route.maxInputs();
        Set<String> good = new HashSet<>();
        int bad = Math.max(1, size / 50);
        int batches = 10;
        for (int i = 0; i < batches; i++) {
            Set<Integer> culprits = new HashSet<>();
            while (culprits.size() < bad) {
                culprits.add(random.nextInt(size));
            }
            Item[] items = events(size, culprits);
            bench.put(lane, items);
            List.of(items).stream()
                    .map(SearchTest::json)
                    .filter(json -> !json.contains("bad"))
                    .forEach(good::add);
        }
        List<String> taken = new ArrayList<>();
        bench.hubSpot.refuse("bad");
        bench.hubSpot.onDelivered(taken::addAll);

        // When
        bench.run();

        // Then
        assertThat(taken).doesNotHaveDuplicates();
        assertThat(new HashSet<>(taken)).isEqualTo(good);
        assertThat(bench.total())
                .isEqualTo(new Tally((long) size * batches, (long) (size - bad) * batches, 0, (long) bad * batches));
    }

    /** One bad event in a hundred, and answers that name none; the route has learned that share, or knows good events only. */
    @ParameterizedTest
    @ValueSource(ints = {5, 0})
    void shouldKeepGoodEventsWaitingForFewAnswersWhenSomeAreBad(int before) {
        // Given
        Bench bench = new Bench();
        Lane lane = bench.lane(Route.BEHAVIORAL, 8);
        bench.hubSpot.refuse("bad");
        for (int i = 0; i < 20; i++) {
            bench.put(lane, events(500, culprits(before)));
        }
        bench.run();
        List<String> taken = new ArrayList<>();
        bench.hubSpot.onDelivered(taken::addAll);
        bench.hubSpot.onTheWay(step -> bench.time.after(Duration.ofMillis(50), step));
        bench.put(lane, events(500, culprits(5)));

        // When
        bench.run(Duration.ofMillis(300));
        int soon = taken.size();
        bench.run(Duration.ofMillis(900));

        // Then
        assertThat(soon).isGreaterThan(495 / 2);
        assertThat(taken).hasSizeGreaterThanOrEqualTo(495 * 95 / 100);
    }

    private Set<Integer> culprits(int number) {
        return random.ints(0, 500).distinct().limit(number).boxed().collect(Collectors.toSet());
    }

    private Item[] events(int size, Set<Integer> culprits) {
        int some = random.nextInt();
        return IntStream.range(0, size)
                .mapToObj(i -> Bench.event((culprits.contains(i) ? "bad-" : "good-") + some + '-' + i))
                .toArray(Item[]::new);
    }

    private static String json(Item item) {
        return new String(item.json(), UTF_8);
    }
}
