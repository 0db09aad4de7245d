package io.eventbatcher.monitoring;

import io.eventbatcher.batching.node.BatchingObserver;
import io.eventbatcher.config.Settings;
import io.eventbatcher.deadletter.Reason;
import io.eventbatcher.ledger.Account;
import io.eventbatcher.ledger.Tally;
import io.eventbatcher.record.Batch.ClosedBy;
import io.eventbatcher.route.Route;
import io.micrometer.core.instrument.Counter;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Counts what batching tells. Meters exist from the start on, so that a first event shows as an increase. */
final class BatchingMeters implements BatchingObserver {
    private static final String UNKNOWN = "unknown";

    private final Settings settings;
    private final Meters meters;
    private final Map<Route, OfRoute> routes = new EnumMap<>(Route.class);
    private final Map<Account, Long> waiting = new ConcurrentHashMap<>();
    private final Map<Account, Head> heads = new ConcurrentHashMap<>();

    /** The oldest event of a queue. */
    private record Head(Route route, Instant since) {}

    private record OfRoute(
            Counter read, Counter duplicates, Counter lost, Counter batched, Map<ClosedBy, Counter> batches) {}

    BatchingMeters(Settings settings, Meters meters) {
        this.settings = settings;
        this.meters = meters;
        for (Route route : settings.enabledRoutes()) {
            routes.put(route, register(route));
            meters.gauge(ServiceMetric.BATCH_MOST, settings.route(route)::maxInputs, route.label());
            for (Account.Stage stage : new Account.Stage[] {Account.Stage.INGEST, Account.Stage.BATCHING}) {
                meters.gauge(ServiceMetric.WAITING, () -> waiting(route, stage), route.label(), stage.label());
            }
            for (Reason reason : Reason.values()) {
                deadLetters(route, reason);
            }
        }
        for (Reason reason : Reason.values()) {
            deadLetters(null, reason);
        }
    }

    private OfRoute register(Route route) {
        Map<ClosedBy, Counter> batches = new EnumMap<>(ClosedBy.class);
        for (ClosedBy closedBy : ClosedBy.values()) {
            batches.put(closedBy, meters.counter(ServiceMetric.BATCHES, closedBy.label(), route.label()));
        }
        return new OfRoute(
                meters.counter(ServiceMetric.READ, route.label()),
                meters.counter(ServiceMetric.DUPLICATES, route.label()),
                meters.counter(ServiceMetric.LOST, route.label()),
                meters.counter(ServiceMetric.BATCHED, route.label()),
                batches);
    }

    private Counter deadLetters(@Nullable Route route, Reason reason) {
        return meters.counter(
                ServiceMetric.DEAD_LETTERS, "batching", reason.label(), route == null ? UNKNOWN : route.label());
    }

    private double waiting(Route route, Account.Stage stage) {
        return waiting.entrySet().stream()
                .filter(account -> account.getKey().stage() == stage && route.equals(route(account.getKey())))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    /** The age of the oldest event that waits at a stage. */
    Duration age(Route route, Account.Stage stage, Instant now) {
        return heads.entrySet().stream()
                .filter(queue ->
                        queue.getKey().stage() == stage && queue.getValue().route() == route)
                .map(queue -> Duration.between(queue.getValue().since(), now))
                .reduce(Duration.ZERO, (one, other) -> one.compareTo(other) < 0 ? other : one);
    }

    /** The route of an account; null for replays that name no route. */
    private @Nullable Route route(Account account) {
        String name = account.name().substring(account.name().indexOf(':') + 1);
        return Route.labelled(name).or(() -> settings.routeOf(name)).orElse(null);
    }

    @Override
    public void counted(Account account, Tally more, long waits) {
        waiting.put(account, waits);
        Route route = route(account);
        OfRoute counters = route == null ? null : routes.get(route);
        if (counters != null && account.stage() == Account.Stage.INGEST) {
            counters.read().increment((double) more.in());
            counters.lost().increment((double) more.lost());
        } else if (counters != null) {
            counters.duplicates().increment((double) more.duplicates());
        }
    }

    @Override
    public void left(Account account) {
        waiting.remove(account);
    }

    @Override
    public void waitsSince(Account queue, Route route, long since) {
        heads.put(queue, new Head(route, Instant.ofEpochMilli(since)));
    }

    @Override
    public void waitsNoMore(Account queue) {
        heads.remove(queue);
    }

    @Override
    public void closed(Route route, ClosedBy closedBy, int events) {
        OfRoute counters = routes.get(route);
        Counter batches = counters == null ? null : counters.batches().get(closedBy);
        if (counters != null && batches != null) {
            batches.increment();
            counters.batched().increment(events);
        }
    }

    @Override
    public void died(@Nullable Route route, Reason reason) {
        deadLetters(route, reason).increment();
    }
}
