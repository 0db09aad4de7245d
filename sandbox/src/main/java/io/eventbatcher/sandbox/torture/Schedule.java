package io.eventbatcher.sandbox.torture;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * What goes wrong when, all of it decided by the seed. Every kind comes before any comes again, some of them several times in a round.
 *
 * @param steps in the order of time
 */
record Schedule(List<Step> steps) {
    static final String KILL = "kill";
    static final String KILL_WHILE_BATCHING = "kill-while-batching";
    static final String LEAVE = "leave";
    static final String JOIN = "join";
    static final String BROKER = "broker-restart";
    static final String REGISTRY = "registry-outage";
    static final String REFUSED = "api-outage";
    static final String KNOWN_UUIDS = "known-uuid-400";

    /** After these, partitions wait for a session or a transaction to time out; sooner again, and nothing would ever be delivered. */
    private static final Set<String> UPHEAVALS = Set.of(
            KILL,
            KILL_WHILE_BATCHING,
            Trap.Moment.BEFORE_ANSWER.label(),
            Trap.Moment.AFTER_ANSWER.label(),
            LEAVE,
            JOIN,
            BROKER);

    Schedule {
        steps = List.copyOf(steps);
    }

    /**
     * Something that is done to the world.
     *
     * @param at from the beginning of the run
     * @param kind as counted
     * @param what kind and details, for people
     */
    record Step(Duration at, String kind, String what, Consumer<World> deed) {
        /** Whether it is worth its while only when the service works. */
        boolean upheaval() {
            return UPHEAVALS.contains(kind);
        }

        @Override
        public String toString() {
            return "%5.1f s  %s".formatted(at.toMillis() / 1000.0, what);
        }
    }

    /** All kinds of faults, by name. */
    static List<String> kinds() {
        List<String> kinds = new ArrayList<>(List.of(
                KILL,
                KILL_WHILE_BATCHING,
                Trap.Moment.BEFORE_ANSWER.label(),
                Trap.Moment.AFTER_ANSWER.label(),
                LEAVE,
                JOIN,
                BROKER,
                REGISTRY,
                REFUSED,
                KNOWN_UUIDS));
        for (ApiFault fault : ApiFault.values()) {
            kinds.add(fault.label());
        }
        return List.copyOf(kinds);
    }

    /** A schedule of this length with these kinds of faults; empty without kinds. */
    static Schedule of(long seed, Duration length, List<String> instances, Set<String> kinds) {
        Set<String> upheavals = new HashSet<>(kinds);
        upheavals.retainAll(UPHEAVALS);
        Set<String> weather = new HashSet<>(kinds);
        weather.removeAll(UPHEAVALS);
        List<Step> steps = new ArrayList<>();
        steps.addAll(new ScheduleMaker(seed, instances, upheavals).steps(length, 10_000, 6_000, 6_000));
        steps.addAll(new ScheduleMaker(~seed, instances, weather).steps(length, 3_000, 600, 2_000));
        steps.sort(Comparator.comparing(Step::at));
        return new Schedule(steps);
    }
}
