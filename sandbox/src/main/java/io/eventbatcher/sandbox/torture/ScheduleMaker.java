package io.eventbatcher.sandbox.torture;

import io.eventbatcher.sandbox.simulator.Endpoint;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/** Throws the dice for a {@link Schedule}. */
final class ScheduleMaker {
    private static final Set<String> FREQUENT =
            Set.of(Schedule.KILL_WHILE_BATCHING, Trap.Moment.BEFORE_ANSWER.label(), Trap.Moment.AFTER_ANSWER.label());
    private static final int TIMES_IF_FREQUENT = 2;

    private final Random random;
    private final List<String> instances;
    private final List<String> round = new ArrayList<>();
    private final List<String> left = new ArrayList<>();
    private int joined;

    ScheduleMaker(long seed, List<String> instances, Set<String> kinds) {
        this.random = new Random(seed);
        this.instances = instances;
        for (String kind : Schedule.kinds()) {
            int times = FREQUENT.contains(kind) ? TIMES_IF_FREQUENT : 1;
            round.addAll(kinds.contains(kind) ? Collections.nCopies(times, kind) : List.of());
        }
    }

    /** The gaps between two steps are {@code leastGap} and up to {@code more}, all in milliseconds. */
    List<Schedule.Step> steps(Duration length, long begin, long leastGap, int more) {
        List<Schedule.Step> steps = new ArrayList<>();
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

    private Schedule.Step step(Duration at, String kind) {
        return switch (kind) {
            case Schedule.KILL -> kill(at);
            case Schedule.KILL_WHILE_BATCHING -> killWhileBatching(at);
            case Schedule.LEAVE -> {
                String instance = instance();
                Duration back = millis(1_000, 4_000);
                yield new Schedule.Step(
                        at,
                        kind,
                        "leave: SIGTERM for %s, back after %s".formatted(instance, seconds(back)),
                        world -> world.leave(instance, back));
            }
            case Schedule.JOIN -> {
                String instance = "guest-" + ++joined;
                Duration stay = millis(8_000, 15_000);
                yield new Schedule.Step(
                        at,
                        kind,
                        "join: %s, for %s".formatted(instance, seconds(stay)),
                        world -> world.join(instance, stay));
            }
            case Schedule.BROKER -> {
                Duration down = millis(0, 6_000);
                yield new Schedule.Step(
                        at,
                        kind,
                        "broker: restarts, down for %s".formatted(seconds(down)),
                        world -> world.restartBroker(down));
            }
            case Schedule.REGISTRY -> {
                int status = List.of(500, 503, 401, 404).get(random.nextInt(4));
                Duration length = millis(3_000, 12_000);
                yield new Schedule.Step(
                        at,
                        kind,
                        "registry: answers %d for %s".formatted(status, seconds(length)),
                        world -> world.registryOutage(status, length));
            }
            case Schedule.REFUSED -> {
                Duration length = millis(1_000, 5_000);
                yield new Schedule.Step(
                        at,
                        kind,
                        "API: refuses connections for %s".formatted(seconds(length)),
                        world -> world.refuseConnections(length));
            }
            case Schedule.KNOWN_UUIDS -> {
                Duration length = millis(5_000, 12_000);
                yield new Schedule.Step(
                        at,
                        kind,
                        "API: 400 on known uuids for %s".formatted(seconds(length)),
                        world -> world.refuseKnownUuids(length));
            }
            default -> other(at, kind);
        };
    }

    private Schedule.Step other(Duration at, String kind) {
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

    private Schedule.Step kill(Duration at) {
        String instance = instance();
        Duration back = millis(200, 4_000);
        return new Schedule.Step(
                at,
                Schedule.KILL,
                "kill -9 %s, back after %s".formatted(instance, seconds(back)),
                world -> world.kill(instance, back));
    }

    private Schedule.Step killWhileBatching(Duration at) {
        String instance = instance();
        Duration back = millis(200, 4_000);
        return new Schedule.Step(
                at,
                Schedule.KILL_WHILE_BATCHING,
                "kill -9 %s while batches are written, back after %s".formatted(instance, seconds(back)),
                world -> world.killWhileBatching(instance, back));
    }

    private Schedule.Step trap(Duration at, Trap.Moment moment) {
        Duration delay = moment == Trap.Moment.BEFORE_ANSWER ? Duration.ZERO : millis(0, 60);
        Trap trap = new Trap(moment, delay, millis(200, 4_000));
        return new Schedule.Step(
                at,
                moment.label(),
                "%s of whoever sends next%s, back after %s"
                        .formatted(
                                moment.label(),
                                delay.isZero() ? "" : " and %d ms".formatted(delay.toMillis()),
                                seconds(trap.restartAfter())),
                world -> world.arm(trap));
    }

    private Schedule.Step burst(Duration at, ApiFault fault) {
        Optional<Endpoint> endpoint = endpoint(fault);
        double share = fault.kind() == ApiFault.Kind.LASTING ? 1 : 0.3 + 0.7 * random.nextDouble();
        Duration length = millis(500, 2_500);
        return new Schedule.Step(
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
