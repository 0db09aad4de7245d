package io.eventbatcher.sandbox.torture.faults;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** Counts faults by kind. Thread-safe. */
public final class FaultCounts {
    /** Follows the name of a kind that could not befall the service. */
    public static final String IN_VAIN = " (in vain)";

    private final Map<String, LongAdder> counts = new ConcurrentHashMap<>();

    public void count(String kind) {
        counts.computeIfAbsent(kind, unseen -> new LongAdder()).increment();
    }

    public SortedMap<String, Long> counts() {
        SortedMap<String, Long> sorted = new TreeMap<>();
        counts.forEach((kind, count) -> sorted.put(kind, count.sum()));
        return sorted;
    }
}
