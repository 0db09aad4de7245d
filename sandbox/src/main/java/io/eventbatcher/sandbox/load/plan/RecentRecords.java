package io.eventbatcher.sandbox.load.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** The last records of a route, from which duplicates are taken; so memory has a bound, and no duplicate comes too late for the window. */
final class RecentRecords {

    private static final int CAPACITY = 4_096;

    private final List<PlannedRecord> records = new ArrayList<>();
    private int oldest;

    void add(PlannedRecord planned) {
        if (records.size() < CAPACITY) {
            records.add(planned);
        } else {
            records.set(oldest, planned);
            oldest = (oldest + 1) % CAPACITY;
        }
    }

    /** Any of them; empty at the beginning. */
    Optional<PlannedRecord> pick(RandomGenerator random) {
        return records.isEmpty() ? Optional.empty() : Optional.of(records.get(random.nextInt(records.size())));
    }
}
