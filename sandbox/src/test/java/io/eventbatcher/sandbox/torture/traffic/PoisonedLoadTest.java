package io.eventbatcher.sandbox.torture.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventbatcher.route.Route;
import io.eventbatcher.sandbox.load.plan.Fate;
import io.eventbatcher.sandbox.load.plan.LoadPlan;
import io.eventbatcher.sandbox.load.plan.LoadSettings;
import io.eventbatcher.sandbox.load.plan.PlannedRecord;
import io.eventbatcher.sandbox.torture.evidence.EventKey;
import io.eventbatcher.sandbox.torture.faults.FaultCounts;
import io.eventbatcher.sandbox.torture.faults.Poison;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PoisonedLoadTest {
    private static final TrafficSettings SETTINGS = new TrafficSettings(7, 200, Duration.ofMinutes(2));
    private static final int LENGTH = 24_000;

    private final Poison poison = new Poison(new FaultCounts());
    private final AtomicInteger pauses = new AtomicInteger();
    private final PoisonedLoad load = load(SETTINGS.seed());

    @Test
    void shouldPoisonTwoEventsOfEachRouteInTwoMinutes() {
        // When
        List<PlannedRecord> records = published(load);

        // Then
        assertThat(records).hasSize(LENGTH);
        assertThat(poisonous(records))
                .extracting(EventKey::route)
                .containsExactlyInAnyOrder(
                        Route.BEHAVIORAL,
                        Route.BEHAVIORAL,
                        Route.MARKETING_UPSERT,
                        Route.MARKETING_UPSERT,
                        Route.MARKETING_UPDATE,
                        Route.MARKETING_UPDATE);
    }

    @Test
    void shouldPoisonTheSameForTheSameSeed() {
        // When
        List<EventKey> once = poisonous(published(load));
        List<EventKey> again = poisonous(published(load(SETTINGS.seed())));

        // Then
        assertThat(again).isEqualTo(once).isNotEqualTo(poisonous(published(load(8))));
    }

    @Test
    void shouldPublishNoCopyOfPoisonThatCouldComeFirst() {
        // When
        List<PlannedRecord> records = published(load);

        // Then
        List<EventKey> poisonous = poisonous(records);
        assertThat(records)
                .filteredOn(record -> record.fate() == Fate.DUPLICATE && record.route() == Route.BEHAVIORAL)
                .isNotEmpty()
                .noneMatch(record -> poisonous.contains(EventKey.of(record)));
    }

    @Test
    void shouldGoOnUntilItIsToldToEnd() {
        // Given
        Iterator<PlannedRecord> records = load.iterator();
        for (int i = 0; i < LENGTH + 1; i++) {
            records.next();
        }
        boolean before = records.hasNext();

        // When
        load.end();

        // Then
        assertThat(pauses).hasValue(1);
        assertThat(before).isTrue();
        assertThat(records.hasNext()).isFalse();
    }

    private PoisonedLoad load(long seed) {
        LoadSettings endless = LoadSettings.of(Long.MAX_VALUE, 10, 4, 7, 4);
        return new PoisonedLoad(
                new LoadPlan(
                        endless, Map.of(Route.BEHAVIORAL, 1, Route.MARKETING_UPSERT, 2, Route.MARKETING_UPDATE, 3)),
                new TrafficSettings(seed, SETTINGS.rate(), SETTINGS.length()),
                poison,
                pauses::incrementAndGet);
    }

    private static List<PlannedRecord> published(PoisonedLoad load) {
        load.end();
        List<PlannedRecord> records = new ArrayList<>();
        load.forEach(records::add);
        return records;
    }

    private static List<EventKey> poisonous(List<PlannedRecord> records) {
        return records.stream()
                .filter(record -> record.fate() == Fate.EXPIRED)
                .map(EventKey::of)
                .toList();
    }
}
