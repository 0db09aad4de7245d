package io.eventbatcher.console.reading;

import com.sun.management.OperatingSystemMXBean;
import io.eventbatcher.time.Clocks;
import io.eventbatcher.time.Moment;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.function.DoubleSupplier;

/**
 * The bound on the rate of readings. A reading rests as long as it works; on a machine or in a container whose processors are all at work
 * it reads 10,000 records a second, because delivery needs them.
 */
final class ReadingPace {
    /** From this load on delivery would feel a reading. */
    private static final double BUSY = 0.75;

    /** A letter costs some 4 µs: a reading then takes a twenty-fifth of a processor. */
    private static final long NANOS_OF_A_RECORD_WHEN_BUSY = 100_000;

    private static final Duration LONGEST_REST = Duration.ofMillis(100);
    private static final Duration LONGEST_REST_WHEN_BUSY = Duration.ofSeconds(1);

    /** The system tells the load since the question before: over a shorter time it would say little. */
    private static final Duration LOOK = Duration.ofMillis(500);

    private final DoubleSupplier load;
    private final Clocks clocks;
    private Moment lookedAt = Moment.LONG_AGO;
    private boolean busy;

    /** @param load of all processors from 0 to 1; negative if the system does not tell */
    ReadingPace(DoubleSupplier load, Clocks clocks) {
        this.load = load;
        this.clocks = clocks;
    }

    /** The pace by the load of this machine or container. */
    static ReadingPace ofThisMachine(Clocks clocks) {
        OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        return new ReadingPace(system::getCpuLoad, clocks);
    }

    /** How long a reading rests after a piece of work, of so many records. */
    Duration restAfter(Duration worked, long records) {
        return isBusy()
                ? atMost(LONGEST_REST_WHEN_BUSY, Duration.ofNanos(records * NANOS_OF_A_RECORD_WHEN_BUSY))
                : atMost(LONGEST_REST, worked);
    }

    private synchronized boolean isBusy() {
        if (clocks.moment().since(lookedAt).compareTo(LOOK) >= 0) {
            busy = load.getAsDouble() >= BUSY;
            lookedAt = clocks.moment();
        }
        return busy;
    }

    private static Duration atMost(Duration most, Duration span) {
        return span.compareTo(most) < 0 ? span : most;
    }
}
