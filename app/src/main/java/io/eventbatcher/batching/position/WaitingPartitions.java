package io.eventbatcher.batching.position;

import io.eventbatcher.time.Clocks;
import io.eventbatcher.time.Moment;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The partitions that tasks want to read, and that have not begun or gone on for long, although no loss is known. */
final class WaitingPartitions {
    private static final Duration LONG = Duration.ofMinutes(1);

    private final HeldPartitions held;
    private final Clocks clocks;

    WaitingPartitions(HeldPartitions held, Clocks clocks) {
        this.held = held;
        this.clocks = clocks;
    }

    /** Notes since when a partition waits, and says so once in a while. */
    void watch(PartitionProgress progress, boolean paused) {
        boolean unfetched = progress.lag > 0 && !paused;
        if (progress.hold != null || (progress.mayFlow() && !unfetched)) {
            progress.waitsSince = Moment.NEVER;
        } else if (progress.waitsSince.equals(Moment.NEVER)) {
            progress.waitsSince = clocks.moment();
        } else if (waitsLong(progress, clocks.moment())) {
            held.remind(progress, "The partition has not been read for more than a minute: " + cause(progress));
        }
    }

    private static String cause(PartitionProgress progress) {
        if (progress.draining) {
            return "brokers tell another id of its topic. Records of the old one are still processed or deferred, or too few brokers answered.";
        }
        if (progress.mayFlow()) {
            return "Kafka tells of records, and gives none.";
        }
        return progress.outOfRange == PartitionProgress.UNKNOWN
                ? "Kafka does not tell the offset that was committed, or records are still processed."
                : "Kafka does not have the next record, and records are still processed.";
    }

    private static boolean waitsLong(PartitionProgress progress, Moment now) {
        return progress.read && !now.isBefore(progress.waitsSince.plus(LONG));
    }

    /** The waiting partitions, as a clause; empty if none has waited for long. Safe for any thread. */
    Optional<String> trouble(Collection<PartitionProgress> partitions) {
        Moment now = clocks.moment();
        List<String> waiting = partitions.stream()
                .filter(progress -> waitsLong(progress, now))
                .map(progress -> progress.partition.toString())
                .sorted()
                .toList();
        return waiting.isEmpty()
                ? Optional.empty()
                : Optional.of("these partitions have not been read for more than a minute, though no loss is known: "
                        + String.join(", ", waiting) + " (the log tells why)");
    }
}
