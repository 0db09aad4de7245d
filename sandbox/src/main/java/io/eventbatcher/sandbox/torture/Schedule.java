package io.eventbatcher.sandbox.torture;

import io.eventbatcher.sandbox.simulator.Endpoint;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
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

    private static final Set<String> FREQUENT =
            Set.of(KILL_WHILE_BATCHING, Trap.Moment.BEFORE_ANSWER.label(), Trap.Moment.AFTER_ANSWER.label());
    private static final int TIMES_IF_FREQUENT = 2;

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
        steps.addAll(new Maker(seed, instances, upheavals).steps(length, 10_000, 6_000, 6_000));
        steps.addAll(new Maker(~seed, instances, weather).steps(length, 3_000, 600, 2_000));
        steps.sort(Comparator.comparing(Step::at));
        return new Schedule(steps);
    }

    /** Throws the dice. */
    private static final class Maker {
        private final Random random;
        private final List<String> instances;
        private final List<String> round = new ArrayList<>();
        private final List<String> left = new ArrayList<>();
        private int joined;

        Maker(long seed, List<String> instances, Set<String> kinds) {
            this.random = new Random(seed);
            this.instances = instances;
            for (String kind : kinds()) {
                int times = FREQUENT.contains(kind) ? TIMES_IF_FREQUENT : 1;
                round.addAll(kinds.contains(kind) ? Collections.nCopies(times, kind) : List.of());
            }
        }

        /** The gaps between two steps are {@code leastGap} and up to {@code more}, all in milliseconds. */
        List<Step> steps(Duration length, long begin, long leastGap, int more) {
            List<Step> steps = new ArrayList<>();
            long at = begin;
            while (!round.isEmpty() && at < length.toMillis()) {
                steps.add(step(Duration.ofMillis(at), nextKind()));
                at += leastGap + random.nextInt(more);
            }
            return steps;
        }

        private String nextKind() {
            if (left.isEmpty()) {
                left.addAll(round);
                Collections.shuffle(left, random);
            }
            return left.remove(left.size() - 1);
        }

        private Step step(Duration at, String kind) {
            return switch (kind) {
                case KILL -> kill(at);
                case KILL_WHILE_BATCHING -> killWhileBatching(at);
                case LEAVE -> {
                    String instance = instance();
                    Duration back = millis(1_000, 4_000);
                    yield new Step(
                            at,
                            kind,
                            "leave: SIGTERM for %s, back after %s".formatted(instance, seconds(back)),
                            world -> world.leave(instance, back));
                }
                case JOIN -> {
                    String instance = "guest-" + ++joined;
                    Duration stay = millis(8_000, 15_000);
                    yield new Step(
                            at,
                            kind,
                            "join: %s, for %s".formatted(instance, seconds(stay)),
                            world -> world.join(instance, stay));
                }
                case BROKER -> {
                    Duration down = millis(0, 6_000);
                    yield new Step(
                            at,
                            kind,
                            "broker: restarts, down for %s".formatted(seconds(down)),
                            world -> world.restartBroker(down));
                }
                case REGISTRY -> {
                    int status = List.of(500, 503, 401, 404).get(random.nextInt(4));
                    Duration length = millis(3_000, 12_000);
                    yield new Step(
                            at,
                            kind,
                            "registry: answers %d for %s".formatted(status, seconds(length)),
                            world -> world.registryOutage(status, length));
                }
                case REFUSED -> {
                    Duration length = millis(1_000, 5_000);
                    yield new Step(
                            at,
                            kind,
                            "API: refuses connections for %s".formatted(seconds(length)),
                            world -> world.refuseConnections(length));
                }
                case KNOWN_UUIDS -> {
                    Duration length = millis(5_000, 12_000);
                    yield new Step(
                            at,
                            kind,
                            "API: 400 on known uuids for %s".formatted(seconds(length)),
                            world -> world.refuseKnownUuids(length));
                }
                default -> other(at, kind);
            };
        }

        private Step other(Duration at, String kind) {
            for (Trap.Moment moment : Trap.Moment.values()) {
                if (moment.label().equals(kind)) {
                    return trap(at, moment);
                }
            }
            for (ApiFault fault : ApiFault.values()) {
                if (fault.label().equals(kind)) {
                    return burst(at, fault);
                }
            }
            throw new IllegalArgumentException("There is no fault '%s'.".formatted(kind));
        }

        private Step kill(Duration at) {
            String instance = instance();
            Duration back = millis(200, 4_000);
            return new Step(
                    at,
                    KILL,
                    "kill -9 %s, back after %s".formatted(instance, seconds(back)),
                    world -> world.kill(instance, back));
        }

        private Step killWhileBatching(Duration at) {
            String instance = instance();
            Duration back = millis(200, 4_000);
            return new Step(
                    at,
                    KILL_WHILE_BATCHING,
                    "kill -9 %s while batches are written, back after %s".formatted(instance, seconds(back)),
                    world -> world.killWhileBatching(instance, back));
        }

        private Step trap(Duration at, Trap.Moment moment) {
            Duration delay = moment == Trap.Moment.BEFORE_ANSWER ? Duration.ZERO : millis(0, 60);
            Trap trap = new Trap(moment, delay, millis(200, 4_000));
            return new Step(
                    at,
                    moment.label(),
                    "%s of whoever sends next%s, back after %s"
                            .formatted(
                                    moment.label(),
                                    delay.isZero() ? "" : " and %d ms".formatted(delay.toMillis()),
                                    seconds(trap.restartAfter())),
                    world -> world.arm(trap));
        }

        private Step burst(Duration at, ApiFault fault) {
            Optional<Endpoint> endpoint = endpoint(fault);
            double share = fault.kind() == ApiFault.Kind.LASTING ? 1 : 0.3 + 0.7 * random.nextDouble();
            Duration length = millis(500, 2_500);
            return new Step(
                    at,
                    fault.label(),
                    "API: %s for %d %% of %s requests, for %s"
                            .formatted(
                                    fault.label(),
                                    Math.round(100 * share),
                                    endpoint.map(Endpoint::label).orElse("all"),
                                    seconds(length)),
                    world -> world.burst(fault, endpoint, share, length));
        }

        private Optional<Endpoint> endpoint(ApiFault fault) {
            return switch (random.nextInt(fault.marketingOnly() ? 2 : 4)) {
                case 0 -> Optional.of(Endpoint.MARKETING_UPSERT);
                case 1 -> Optional.of(Endpoint.MARKETING_UPDATE);
                case 2 -> Optional.of(Endpoint.BEHAVIORAL);
                default -> Optional.empty();
            };
        }

        private String instance() {
            return instances.get(random.nextInt(instances.size()));
        }

        private Duration millis(int least, int most) {
            return Duration.ofMillis(least + random.nextInt(most - least));
        }

        private static String seconds(Duration duration) {
            return "%.1f s".formatted(duration.toMillis() / 1000.0);
        }
    }
}
