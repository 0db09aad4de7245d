package io.eventbatcher.sandbox.torture.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventbatcher.route.Route;
import io.eventbatcher.sandbox.load.plan.Fate;
import io.eventbatcher.sandbox.load.plan.LoadPlan;
import io.eventbatcher.sandbox.load.plan.LoadSettings;
import io.eventbatcher.sandbox.load.plan.PlannedRecord;
import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class InterjectedLoadTest {
    private static final Map<Route, Integer> SCHEMA_IDS =
            Map.of(Route.BEHAVIORAL, 1, Route.MARKETING_UPSERT, 2, Route.MARKETING_UPDATE, 3);

    private final Strays strays = new Strays(SCHEMA_IDS, 7);
    private final InterjectedLoad load = new InterjectedLoad(new LoadPlan(LoadSettings.of(10, 0, 0, 7, 4), SCHEMA_IDS));

    @Test
    void shouldHandOverNothingButInterjectedRecordsInAPause() {
        // Given
        Iterator<PlannedRecord> records = load.iterator();
        records.next();
        load.pause();
        List<PlannedRecord> interjected = strays.good(2, 5, 2);

        // When
        load.interject(interjected);
        List<PlannedRecord> handed = List.of(records.next(), records.next());

        // Then
        assertThat(handed).isEqualTo(interjected);
        assertThat(handed).extracting(PlannedRecord::partition).containsExactly(5, 6);
        assertThat(load.waits()).isFalse();
        assertThat(load.handed()).isEqualTo(3);
    }

    @Test
    void shouldGoOnWithTheLoadAfterAPause() {
        // Given
        load.pause();
        Iterator<PlannedRecord> records = load.iterator();

        // When
        load.resume();
        records.forEachRemaining(record -> {});

        // Then
        assertThat(load.handed()).isEqualTo(10);
    }

    @Test
    void shouldMakeStraysOfTheirKind() {
        // When
        PlannedRecord large = strays.large();
        PlannedRecord foreign = strays.writtenWith(1_000_000, Fate.UNDECODABLE);

        // Then
        assertThat(large.value().length).isBetween(5_000_000, 6_000_000);
        assertThat(large.fate()).isEqualTo(Fate.OVERSIZED);
        assertThat(ByteBuffer.wrap(foreign.value()).getInt(1)).isEqualTo(1_000_000);
        assertThat(foreign.fate()).isEqualTo(Fate.UNDECODABLE);
    }
}
