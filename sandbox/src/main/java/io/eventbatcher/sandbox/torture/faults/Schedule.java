package io.eventbatcher.sandbox.torture.faults;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The faults of a run and their times, decided by the seed. Every kind occurs before any kind occurs again; frequent kinds occur several
 * times in a round.
 *
 * @param faults in the order of time
 */
public record Schedule(List<ScheduledFault> faults) {
    public Schedule {
        faults = List.copyOf(faults);
    }

    /** Draws a schedule; empty without kinds. */
    public static Schedule of(long seed, Duration length, List<String> instances, Set<String> kinds) {
        Set<String> upheavals = new HashSet<>(kinds);
        upheavals.retainAll(FaultKinds.UPHEAVALS);
        Set<String> others = new HashSet<>(kinds);
        others.removeAll(FaultKinds.UPHEAVALS);
        List<ScheduledFault> faults = new ArrayList<>();
        faults.addAll(new ScheduleMaker(seed, instances, upheavals).faults(length, 10_000, 6_000, 6_000));
        faults.addAll(new ScheduleMaker(~seed, instances, others).faults(length, 3_000, 600, 2_000));
        faults.sort(Comparator.comparing(ScheduledFault::at));
        return new Schedule(faults);
    }
}
