package io.eventbatcher.monitoring;

import io.eventbatcher.config.Settings;
import io.eventbatcher.deadletter.Reason;
import io.eventbatcher.delivery.loop.DeliveryObserver;
import io.eventbatcher.hubspot.Outcome;
import io.eventbatcher.hubspot.OutcomeName;
import io.eventbatcher.route.Route;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Timer;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Counts what delivery tells. Owned by delivery's poll thread, but for the registered meters. */
final class DeliveryMeters implements DeliveryObserver {
    private static final OutcomeName NAME = new OutcomeName();

    private final Meters meters;
    private final ClientMeters clients;
    private final Map<Route, Map<String, Counter>> outcomes = new EnumMap<>(Route.class);
    private final Map<Route, Map<Integer, Timer>> timers = new EnumMap<>(Route.class);

    DeliveryMeters(Settings settings, Meters meters, ClientMeters clients) {
        this.meters = meters;
        this.clients = clients;
        for (Route route : Route.values()) {
            Map<String, Counter> ofRoute = new HashMap<>();
            outcomes.put(route, ofRoute);
            timers.put(route, new HashMap<>());
            if (settings.route(route).enabled()) {
                OutcomeName.ALL.forEach(name -> ofRoute.put(name, counter(route, name)));
                timer(route, 0);
                List.of(Reason.REJECTED, Reason.NOT_FOUND, Reason.UNCONFIRMED, Reason.EXPIRED)
                        .forEach(reason -> deadLetters(route, reason.label()));
            }
        }
    }

    private Counter counter(Route route, String outcome) {
        return meters.counter(ServiceMetric.OUTCOMES, outcome, route.label());
    }

    /** @param status 0 without an answer */
    private Timer timer(Route route, int status) {
        return timers.getOrDefault(route, new HashMap<>())
                .computeIfAbsent(
                        status,
                        unseen -> meters.timer(
                                ServiceMetric.REQUEST, route.label(), status == 0 ? "none" : String.valueOf(status)));
    }

    private Counter deadLetters(Route route, String reason) {
        return meters.counter(ServiceMetric.DEAD_LETTERS, "delivery", reason, route.label());
    }

    @Override
    public void answered(Route route, Outcome outcome) {
        timer(route, outcome.facts().status()).record(outcome.facts().latency());
        outcomes.getOrDefault(route, new HashMap<>())
                .computeIfAbsent(outcome.fold(NAME), name -> counter(route, name))
                .increment();
    }

    @Override
    public void died(Route route, String reason) {
        deadLetters(route, reason).increment();
    }

    @Override
    public void opened(String role, AutoCloseable client) {
        clients.opened("delivery " + role, client);
    }
}
