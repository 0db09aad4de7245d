package io.eventbatcher.sandbox.load.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.eventbatcher.route.Route;
import io.eventbatcher.sandbox.load.RecordFingerprint;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

class LoadPlanTest {

    private static final Map<Route, Integer> SCHEMA_IDS =
            Map.of(Route.BEHAVIORAL, 1, Route.MARKETING_UPSERT, 2, Route.MARKETING_UPDATE, 3);
    private static final int EVENTS = 100_000;
    private static final LoadSettings SETTINGS = LoadSettings.of(EVENTS, 10, 2, 42, 6);

    @Test
    void shouldPlanTheSameBytesForTheSameSeed() {
        // When
        List<PlannedRecord> once = planned(LoadSettings.of(5_000, 10, 2, 42, 6));
        List<PlannedRecord> again = planned(LoadSettings.of(5_000, 10, 2, 42, 6));

        // Then
        assertThat(fingerprints(again)).isEqualTo(fingerprints(once));
        assertThat(again)
                .extracting(PlannedRecord::fate)
                .isEqualTo(once.stream().map(PlannedRecord::fate).toList());
        assertThat(again)
                .extracting(PlannedRecord::partition)
                .isEqualTo(once.stream().map(PlannedRecord::partition).toList());
    }

    @Test
    void shouldShareNoUuidWithAnotherSeedOrDay() {
        // Given
        LoadSettings settings = LoadSettings.of(5_000, 10, 2, 42, 6);
        Set<UUID> uuids = uuids(settings);

        // When
        Set<UUID> ofAnotherSeed = uuids(LoadSettings.of(5_000, 10, 2, 43, 6));
        Set<UUID> ofAnotherDay = uuids(settings.on(LocalDate.of(2026, 11, 2)));

        // Then
        assertThat(Collections.disjoint(uuids, ofAnotherSeed)).isTrue();
        assertThat(Collections.disjoint(uuids, ofAnotherDay)).isTrue();
    }

    @Test
    void shouldKeepTheSharesOfRoutesAndFates() {
        // When
        List<PlannedRecord> planned = planned(SETTINGS);

        // Then
        assertThat(planned).hasSize(EVENTS);
        assertThat(percent(planned, Route.BEHAVIORAL)).isCloseTo(94, within(0.5));
        assertThat(percent(planned, Route.MARKETING_UPSERT)).isCloseTo(4, within(0.3));
        assertThat(percent(planned, Route.MARKETING_UPDATE)).isCloseTo(2, within(0.3));
        assertThat(percent(planned, Fate.DUPLICATE)).isCloseTo(10, within(0.5));
        assertThat(percent(planned, Fate.INVALID)
                        + percent(planned, Fate.REJECTED)
                        + percent(planned, Fate.UNDECODABLE))
                .isCloseTo(2, within(0.2));
        for (Route route : Route.values()) {
            assertThat(planned.stream()
                            .filter(record -> record.route() == route)
                            .map(PlannedRecord::fate))
                    .containsOnly(Fate.DELIVERED, Fate.DUPLICATE, Fate.INVALID, Fate.REJECTED, Fate.UNDECODABLE);
        }
    }

    @Test
    void shouldRejectOnlyAHandfulOfUpserts() {
        // When
        List<PlannedRecord> planned = planned(LoadSettings.of(EVENTS, 10, 50, 42, 6));

        // Then
        assertThat(planned.stream()
                        .filter(record -> record.route() == Route.MARKETING_UPSERT && record.fate() == Fate.REJECTED))
                .hasSizeBetween(1, 3);
    }

    @Test
    void shouldNumberTheEventsOfAnIdentityWithoutGapsInOnePartition() {
        // Given
        Map<String, Integer> last = new HashMap<>();
        Map<String, Integer> partitions = new HashMap<>();

        // When
        for (PlannedRecord record : new LoadPlan(SETTINGS, SCHEMA_IDS)) {
            if (record.route().ordered() && record.sequence() > 0) {
                String identity = record.route() + " " + record.identity();

                // Then
                assertThat(partitions.computeIfAbsent(identity, unseen -> record.partition()))
                        .isEqualTo(record.partition());
                if (record.fate() == Fate.DELIVERED) {
                    assertThat(record.sequence()).isEqualTo(last.merge(identity, 1, Integer::sum));
                }
            }
        }
        assertThat(last).hasSizeGreaterThan(1_000);
    }

    @Test
    void shouldRepeatUuidAndContentOfAnEarlierRecord() {
        // Given
        Map<UUID, PlannedRecord> originals = new HashMap<>();
        List<PlannedRecord> repetitions = new ArrayList<>();

        // When
        for (PlannedRecord record : new LoadPlan(SETTINGS, SCHEMA_IDS)) {
            if (record.fate() == Fate.DUPLICATE) {
                PlannedRecord original = Objects.requireNonNull(originals.get(record.uuid()));
                assertThat(record.value()).isEqualTo(original.value());
                repetitions.add(record);
            } else {
                assertThat(originals.put(record.uuid(), record)).isNull();
            }
        }

        // Then
        assertThat(elsewhere(repetitions, originals, Route.BEHAVIORAL)).isCloseTo(0.5, within(0.03));
        assertThat(elsewhere(repetitions, originals, Route.MARKETING_UPSERT)).isZero();
        assertThat(elsewhere(repetitions, originals, Route.MARKETING_UPDATE)).isZero();
    }

    @Test
    void shouldGiveUuidsOtherContentOnThePartitionOfTheFirst() {
        // Given
        LoadMix mix = new LoadMix(20, 15, 5, 60, 40, 100, 0, true);
        Map<UUID, PlannedRecord> originals = new HashMap<>();
        List<PlannedRecord> conflicts = new ArrayList<>();

        // When
        for (PlannedRecord record :
                new LoadPlan(LoadSettings.of(5_000, 0, 2, 42, 6).withMix(mix), SCHEMA_IDS)) {
            if (record.fate() == Fate.CONFLICT) {
                PlannedRecord original = Objects.requireNonNull(originals.get(record.uuid()));
                assertThat(record.value()).isNotEqualTo(original.value());
                assertThat(record.partition()).isEqualTo(original.partition());
                conflicts.add(record);
            } else {
                originals.put(record.uuid(), record);
            }
        }

        // Then
        assertThat(conflicts).hasSizeBetween(150, 350);
        assertThat(conflicts).extracting(PlannedRecord::route).contains(Route.values());
    }

    @Test
    void shouldUseEveryPartition() {
        assertThat(planned(SETTINGS).stream().filter(record -> record.route() == Route.BEHAVIORAL))
                .extracting(PlannedRecord::partition)
                .containsOnly(0, 1, 2, 3, 4, 5);
    }

    @Test
    void shouldRefuseSharesThatAreMoreThanEverything() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LoadSettings.of(10, 60, 50, 1, 1))
                .withMessageContaining("60.0 %");
    }

    private static List<PlannedRecord> planned(LoadSettings settings) {
        return StreamSupport.stream(new LoadPlan(settings, SCHEMA_IDS).spliterator(), false)
                .toList();
    }

    private static List<UUID> fingerprints(List<PlannedRecord> planned) {
        return planned.stream()
                .map(record -> RecordFingerprint.of(record.key(), record.value(), record.headers()))
                .toList();
    }

    private static Set<UUID> uuids(LoadSettings settings) {
        Set<UUID> uuids = new HashSet<>();
        planned(settings).forEach(record -> uuids.add(record.uuid()));
        return uuids;
    }

    private static double percent(List<PlannedRecord> planned, Route route) {
        return 100.0
                * planned.stream().filter(record -> record.route() == route).count()
                / planned.size();
    }

    private static double percent(List<PlannedRecord> planned, Fate fate) {
        return 100.0 * planned.stream().filter(record -> record.fate() == fate).count() / planned.size();
    }

    /** The share of a route's repetitions that stand in another partition than their original. */
    private static double elsewhere(List<PlannedRecord> repetitions, Map<UUID, PlannedRecord> originals, Route route) {
        List<PlannedRecord> ofRoute =
                repetitions.stream().filter(record -> record.route() == route).toList();
        assertThat(ofRoute).isNotEmpty();
        return (double) ofRoute.stream()
                        .filter(record -> {
                            PlannedRecord original = originals.get(record.uuid());
                            return original != null && original.partition() != record.partition();
                        })
                        .count()
                / ofRoute.size();
    }
}
