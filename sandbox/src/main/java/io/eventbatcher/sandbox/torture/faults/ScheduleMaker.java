package io.eventbatcher.sandbox.torture.faults;

import io.eventbatcher.route.Route;
import io.eventbatcher.sandbox.simulator.api.Endpoint;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** Draws the faults of a {@link Schedule}, and the details of each. */
final class ScheduleMaker {
    private static final Set<String> FREQUENT =
            Set.of(FaultKinds.KILL_WHILE_BATCHING, FaultKinds.KILL_BEFORE_ANSWER, FaultKinds.KILL_AFTER_ANSWER);
    private static final int TIMES_IF_FREQUENT = 2;

    /** Seconds; far less than a day, after which Kafka would delete a group or a topic by age. */
    private static final List<Integer> STEPS = List.of(-600, -600, -45, -4, 4, 45, 600);

    private final Random random;
    private final List<String> instances;
    private final List<String> round = new ArrayList<>();
    private final List<String> left = new ArrayList<>();
    private int guests;

    ScheduleMaker(long seed, List<String> instances, Set<String> kinds) {
        this.random = new Random(seed);
        this.instances = instances;
        for (String kind : FaultKinds.all()) {
            int times = FREQUENT.contains(kind) ? TIMES_IF_FREQUENT : 1;
            round.addAll(kinds.contains(kind) ? Collections.nCopies(times, kind) : List.of());
        }
    }

    private interface InstanceFault {
        void befall(FaultTarget target, String instance, Duration restartAfter);
    }

    /** The gaps between two faults are {@code leastGap} and up to {@code more}; all times are in milliseconds. */
    List<ScheduledFault> faults(Duration length, long begin, long leastGap, int more) {
        List<ScheduledFault> faults = new ArrayList<>();
        long at = begin;
        while (!round.isEmpty() && at < length.toMillis()) {
            faults.add(fault(Duration.ofMillis(at), nextKind()));
            at += leastGap + random.nextInt(more);
        }
        return faults;
    }

    private String nextKind() {
        if (left.isEmpty()) {
            left.addAll(round);
            Collections.shuffle(left, random);
        }
        return left.remove(left.size() - 1);
    }

    private ScheduledFault fault(Duration at, String kind) {
        return switch (kind) {
            case FaultKinds.KILL -> ofInstance(at, kind, 200, "kill -9 %s, back after %s", FaultTarget::kill);
            case FaultKinds.KILL_WHILE_BATCHING ->
                ofInstance(
                        at,
                        kind,
                        200,
                        "kill -9 %s while batches are written, back after %s",
                        FaultTarget::killWhileBatching);
            case FaultKinds.LEAVE ->
                ofInstance(at, kind, 1_000, "leave: SIGTERM for %s, back after %s", FaultTarget::leave);
            case FaultKinds.JOIN -> {
                String guest = "guest-" + ++guests;
                yield lasting(
                        at,
                        kind,
                        millis(8_000, 15_000),
                        "join: " + guest + ", for %s",
                        (target, stay) -> target.join(guest, stay));
            }
            case FaultKinds.BROKER ->
                lasting(at, kind, millis(0, 6_000), "broker: restarts, down for %s", FaultTarget::restartBroker);
            case FaultKinds.REGISTRY -> {
                int status = List.of(500, 503, 401, 404).get(random.nextInt(4));
                yield lasting(
                        at,
                        kind,
                        millis(3_000, 12_000),
                        "registry: answers " + status + " for %s",
                        (target, length) -> target.registryOutage(status, length));
            }
            case FaultKinds.REFUSED ->
                lasting(
                        at,
                        kind,
                        millis(1_000, 5_000),
                        "API: refuses connections for %s",
                        FaultTarget::refuseConnections);
            case FaultKinds.KNOWN_UUIDS ->
                lasting(
                        at,
                        kind,
                        millis(5_000, 12_000),
                        "API: 400 on known uuids for %s",
                        FaultTarget::refuseKnownUuids);
            case FaultKinds.TOPIC_GROWN -> {
                Route route = List.of(Route.values()).get(random.nextInt(Route.values().length));
                int more = 1 + random.nextInt(3);
                yield now(
                        at,
                        kind,
                        "topic of %s: %d more partitions".formatted(route.label(), more),
                        target -> target.growTopic(route, more));
            }
            case FaultKinds.TOPIC_RECREATED -> {
                boolean longer = random.nextBoolean();
                yield now(
                        at,
                        kind,
                        "topic of behavioral: deleted, and created again, " + (longer ? "longer" : "shorter"),
                        target -> target.recreateTopic(longer));
            }
            case FaultKinds.RECORDS_EXPIRED -> {
                int records = 8 + random.nextInt(20);
                yield now(
                        at,
                        kind,
                        "records expire: all stop, %d are published, and most of them deleted".formatted(records),
                        target -> target.expireRecords(records));
            }
            case FaultKinds.CLOCK_STEP -> {
                String instance = instances.get(random.nextInt(instances.size()));
                Duration by = Duration.ofSeconds(STEPS.get(random.nextInt(STEPS.size())));
                yield now(
                        at,
                        kind,
                        "clock of %s: steps by %d s".formatted(instance, by.toSeconds()),
                        target -> target.stepClock(instance, by));
            }
            case FaultKinds.DEAD_LETTERS_REFUSED ->
                lasting(
                        at,
                        kind,
                        millis(5_000, 15_000),
                        "dead letters: their topic takes none for %s",
                        FaultTarget::refuseDeadLetters);
            case FaultKinds.CONNECTIONS_SWALLOW ->
                now(at, kind, "API: the open connections swallow requests", FaultTarget::swallowConnections);
            case FaultKinds.SCHEMA_UNREADABLE -> {
                int number = random.nextInt(Integer.MAX_VALUE);
                yield now(at, kind, "a schema that no parser takes", target -> target.publishUnreadableSchema(number));
            }
            case FaultKinds.RECORD_TOO_LARGE ->
                now(at, kind, "a record of 5 to 6 MB, compressed", FaultTarget::publishTooLarge);
            default -> triggerOrBurst(at, kind);
        };
    }

    private static ScheduledFault now(Duration at, String kind, String description, Consumer<FaultTarget> fault) {
        return new ScheduledFault(at, kind, description, fault);
    }

    private ScheduledFault ofInstance(
            Duration at, String kind, int leastMillis, String description, InstanceFault fault) {
        String instance = instances.get(random.nextInt(instances.size()));
        Duration restartAfter = millis(leastMillis, 4_000);
        return new ScheduledFault(
                at,
                kind,
                description.formatted(instance, seconds(restartAfter)),
                target -> fault.befall(target, instance, restartAfter));
    }

    private static ScheduledFault lasting(
            Duration at, String kind, Duration length, String description, BiConsumer<FaultTarget, Duration> fault) {
        return new ScheduledFault(
                at, kind, description.formatted(seconds(length)), target -> fault.accept(target, length));
    }

    private ScheduledFault triggerOrBurst(Duration at, String kind) {
        for (KillTrigger.Moment moment : KillTrigger.Moment.values()) {
            if (moment.label().equals(kind)) {
                return trigger(at, moment);
            }
        }
        for (ApiFault fault : ApiFault.values()) {
            if (fault.label().equals(kind)) {
                return burst(at, fault);
            }
        }
        for (Culprit culprit : Culprit.values()) {
            if (culprit.label().equals(kind)) {
                return now(at, kind, "API: " + kind + " of the events", target -> target.ask(culprit));
            }
        }
        throw new IllegalArgumentException("There is no fault '%s'.".formatted(kind));
    }

    private ScheduledFault trigger(Duration at, KillTrigger.Moment moment) {
        Duration delay = moment == KillTrigger.Moment.BEFORE_ANSWER ? Duration.ZERO : millis(0, 60);
        KillTrigger trigger = new KillTrigger(moment, delay, millis(200, 4_000));
        return new ScheduledFault(
                at,
                moment.label(),
                "%s of whoever sends next%s, back after %s"
                        .formatted(
                                moment.label(),
                                delay.isZero() ? "" : " and %d ms".formatted(delay.toMillis()),
                                seconds(trigger.restartAfter())),
                target -> target.arm(trigger));
    }

    private ScheduledFault burst(Duration at, ApiFault fault) {
        Optional<Endpoint> endpoint = endpoint(fault);
        double share = fault.kind() == ApiFault.Kind.LASTING ? 1 : 0.3 + 0.7 * random.nextDouble();
        Duration length = millis(500, 2_500);
        return new ScheduledFault(
                at,
                fault.label(),
                "API: %s for %d %% of %s requests, for %s"
                        .formatted(
                                fault.label(),
                                Math.round(100 * share),
                                endpoint.map(Endpoint::label).orElse("all"),
                                seconds(length)),
                target -> target.burst(fault, endpoint, share, length));
    }

    private Optional<Endpoint> endpoint(ApiFault fault) {
        return switch (random.nextInt(fault.marketingOnly() ? 2 : 4)) {
            case 0 -> Optional.of(Endpoint.MARKETING_UPSERT);
            case 1 -> Optional.of(Endpoint.MARKETING_UPDATE);
            case 2 -> Optional.of(Endpoint.BEHAVIORAL);
            default -> Optional.empty();
        };
    }

    private Duration millis(int least, int most) {
        return Duration.ofMillis(least + random.nextInt(most - least));
    }

    private static String seconds(Duration duration) {
        return "%.1f s".formatted(duration.toMillis() / 1000.0);
    }
}
