package io.eventbatcher.sandbox.torture.traffic;

import io.eventbatcher.route.Route;
import io.eventbatcher.sandbox.load.plan.Edit;
import io.eventbatcher.sandbox.load.plan.Fate;
import io.eventbatcher.sandbox.load.plan.LoadPlan;
import io.eventbatcher.sandbox.load.plan.LoadSettings;
import io.eventbatcher.sandbox.load.plan.PlannedRecord;
import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Behavioral events beside the load, for faults that need a record of a kind or at a place. Thread-safe. */
public final class Strays {
    private static final int LEAST_LARGE_BYTES = 5_000_000;
    private static final int LARGE_STEPS = 5;
    private static final int LARGE_STEP_BYTES = 200_000;

    private final Iterator<PlannedRecord> good;
    private int larges;

    public Strays(Map<Route, Integer> schemaIds, long seed) {
        // other uuids than those of the load
        LoadSettings alone = LoadSettings.of(Long.MAX_VALUE, 0, 0, seed ^ 0x5742415953L, 1);
        this.good = new LoadPlan(alone, schemaIds).of(Route.BEHAVIORAL).iterator();
    }

    /** Good events, one on each of the partitions in turn. */
    public synchronized List<PlannedRecord> good(int count, int firstPartition, int partitions) {
        return IntStream.range(0, count)
                .mapToObj(number -> onPartition(good.next(), firstPartition + number % partitions))
                .toList();
    }

    /** An event of some 5 to 6 MB, which a producer compresses to some KB. No topic with the usual limit takes the bytes as they are. */
    public synchronized PlannedRecord large() {
        PlannedRecord planned = good.next();
        int bytes = LEAST_LARGE_BYTES + LARGE_STEP_BYTES * (larges++ % LARGE_STEPS);
        return planned.with(Edit.property(planned.value(), "long_value", "v".repeat(bytes)), planned.partition())
                .with(Fate.OVERSIZED);
    }

    /** An event under another schema id. */
    public synchronized PlannedRecord writtenWith(int schemaId, Fate fate) {
        PlannedRecord planned = good.next();
        byte[] value = planned.value().clone();
        ByteBuffer.wrap(value).putInt(1, schemaId);
        return planned.with(value, planned.partition()).with(fate);
    }

    private static PlannedRecord onPartition(PlannedRecord planned, int partition) {
        return planned.with(planned.value(), partition);
    }
}
