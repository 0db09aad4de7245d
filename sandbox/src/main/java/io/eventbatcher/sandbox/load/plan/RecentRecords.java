package io.eventbatcher.sandbox.load.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** The last records of a route, from which duplicates are drawn. Bounds memory and the age of a duplicate. */
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

    /** Returns a random record; empty at the beginning. */
    Optional<PlannedRecord> pick(RandomGenerator random) {
        return records.isEmpty() ? Optional.empty() : Optional.of(records.get(random.nextInt(records.size())));
    }
}
