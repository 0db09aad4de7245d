package io.eventbatcher.sandbox.load;

import io.eventbatcher.route.Route;
import io.eventbatcher.sandbox.load.plan.Fate;
import io.eventbatcher.sandbox.load.plan.PlannedRecord;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * The facts that a checker has to find after a run, about records acknowledged by the broker. Counts may be read at any time; the rest is
 * complete when the generator has returned.
 */
public final class LoadTruth {

    private final Map<Route, Map<Fate, Long>> counts = new EnumMap<>(Route.class);
    private final Set<UUID> deliveredUuids = new HashSet<>();
    private final Map<Route, Map<String, Integer>> lastSequences = new EnumMap<>(Route.class);
    private final Set<ExpectedDeadLetter> deadLetters = new HashSet<>();

    synchronized void published(PlannedRecord planned, String topic, long offset) {
        counts.computeIfAbsent(planned.route(), unseen -> new EnumMap<>(Fate.class))
                .merge(planned.fate(), 1L, Long::sum);
        if (planned.fate().isDeadLetter()) {
            UUID fingerprint = RecordFingerprint.of(planned.key(), planned.value(), planned.headers());
            deadLetters.add(new ExpectedDeadLetter(topic, planned.partition(), offset, planned.fate(), fingerprint));
        } else if (planned.fate() == Fate.DELIVERED) {
            expectDelivery(planned);
        }
    }

    private void expectDelivery(PlannedRecord planned) {
        if (planned.route().ordered()) {
            lastSequences
                    .computeIfAbsent(planned.route(), unseen -> new HashMap<>())
                    .merge(planned.identity(), planned.sequence(), Math::max);
        } else {
            deliveredUuids.add(planned.uuid());
        }
    }

    public synchronized long published() {
        return counts.values().stream()
                .flatMap(fates -> fates.values().stream())
                .mapToLong(Long::longValue)
                .sum();
    }

    public synchronized long published(Route route) {
        return counts.getOrDefault(route, Map.of()).values().stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    public synchronized long count(Route route, Fate fate) {
        return counts.getOrDefault(route, Map.of()).getOrDefault(fate, 0L);
    }

    public synchronized long count(Fate fate) {
        return List.of(Route.values()).stream()
                .mapToLong(route -> count(route, fate))
                .sum();
    }

    /** The uuids of the behavioral events that HubSpot must get exactly once; HubSpot must get no other uuid. */
    public synchronized Set<UUID> deliveredUuids() {
        return Collections.unmodifiableSet(deliveredUuids);
    }

    /**
     * The number of the last event of each identity of a marketing route. HubSpot must get the last event last, and before it rising
     * numbers from 1 on; a missing number must have been merged into a later event.
     */
    public synchronized Map<String, Integer> lastSequences(Route route) {
        return Collections.unmodifiableMap(lastSequences.getOrDefault(route, Map.of()));
    }

    /** The records that must be on the dead-letter topic, once each. */
    public synchronized Set<ExpectedDeadLetter> deadLetters() {
        return Collections.unmodifiableSet(deadLetters);
    }
}
