package io.eventbatcher.sandbox.torture.traffic;

import io.eventbatcher.sandbox.load.plan.PlannedRecord;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** A load with single records put in between, and with pauses in which only such records follow. Thread-safe, for one iterator. */
final class InterjectedLoad implements Iterable<PlannedRecord> {
    private static final long LOOK_NANOS = Duration.ofMillis(2).toNanos();

    private final Iterable<PlannedRecord> load;
    private final Queue<PlannedRecord> interjected = new ConcurrentLinkedQueue<>();
    private final AtomicLong handed = new AtomicLong();
    private volatile boolean paused;

    InterjectedLoad(Iterable<PlannedRecord> load) {
        this.load = load;
    }

    void pause() {
        paused = true;
    }

    void resume() {
        paused = false;
    }

    void interject(List<PlannedRecord> records) {
        interjected.addAll(records);
    }

    /** True if interjected records are not handed over yet. */
    boolean waits() {
        return !interjected.isEmpty();
    }

    /** The number of records handed over up to now. */
    long handed() {
        return handed.get();
    }

    @Override
    public Iterator<PlannedRecord> iterator() {
        Iterator<PlannedRecord> planned = load.iterator();
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return waits() || paused || planned.hasNext();
            }

            /** Counts before it looks: a pause must not miss a record that is on its way. */
            @Override
            public PlannedRecord next() {
                while (true) {
                    PlannedRecord between = interjected.peek();
                    if (between != null) {
                        handed.incrementAndGet();
                        interjected.remove();
                        return between;
                    }
                    handed.incrementAndGet();
                    if (!paused) {
                        return planned.next();
                    }
                    handed.decrementAndGet();
                    LockSupport.parkNanos(LOOK_NANOS);
                }
            }
        };
    }
}
