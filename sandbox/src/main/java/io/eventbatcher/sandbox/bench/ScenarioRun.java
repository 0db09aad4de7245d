package io.eventbatcher.sandbox.bench;

import io.eventbatcher.route.Route;
import io.eventbatcher.sandbox.load.Pace;
import io.eventbatcher.sandbox.load.plan.LoadSettings;
import io.eventbatcher.sandbox.simulator.faults.FaultDraw;
import io.eventbatcher.sandbox.simulator.faults.Faults;
import io.eventbatcher.service.Service;
import io.eventbatcher.time.Clocks;

/**
 * The service under a scenario: first all events at once, for rate and requests; then a load at half of the rate, for the age of the good
 * events at delivery.
 */
final class ScenarioRun {
    private final BenchSettings bench;
    private final BenchStand stand;
    private final Clocks clock;
    private long seed = BenchSettings.FIRST_MEASURED_SEED;

    ScenarioRun(BenchSettings bench, BenchStand stand, Clocks clock) {
        this.bench = bench;
        this.stand = stand;
        this.clock = clock;
    }

    ScenarioResult of(Scenario scenario) {
        Faults faults = stand.stack().simulator().faults();
        BenchStand.Load atOnce = publish(scenario, bench.events(), Pace.unlimited());
        long before = stand.accepted();
        faults.drawFrom(scenario.faults(lanes(), clock));
        try (Service service = Service.start(stand.settings(), clock)) {
            stand.awaitSettled(service, atOnce.good(), atOnce.bad());
            long requests = stand.counts(service).requests();
            double rate = stand.spanSince(before).perSecond(bench.events());
            before = stand.accepted();
            faults.drawFrom(scenario.faults(lanes(), clock));
            BenchStand.Load later = publish(scenario, bench.eventsAtHalfLoad(rate / 2), Pace.perSecond(rate / 2));
            stand.awaitSettled(service, atOnce.good() + later.good(), atOnce.bad() + later.bad());
            long[] ages = stand.ages(later, before);
            return new ScenarioResult(
                    scenario,
                    rate,
                    atOnce.good(),
                    atOnce.bad(),
                    requests,
                    requestsPerBad(atOnce, requests),
                    Ages.percentile(ages, 0.5),
                    Ages.percentile(ages, 0.99));
        } finally {
            faults.drawFrom(FaultDraw.NEVER);
        }
    }

    private BenchStand.Load publish(Scenario scenario, long events, Pace pace) {
        LoadSettings good = LoadSettings.of(events, 0, 0, seed++, BenchStand.SOURCE_PARTITIONS);
        return stand.publish(scenario.load(good), pace, planned -> scenario.refuses(planned.uuid()));
    }

    /** Requests beyond the fewest that could bring the good events, for each bad one. */
    private static double requestsPerBad(BenchStand.Load load, long requests) {
        double fewest = Math.ceil((double) load.good() / Route.BEHAVIORAL.maxInputs());
        return load.bad() == 0 ? 0 : (requests - fewest) / load.bad();
    }

    private int lanes() {
        return stand.settings().route(Route.BEHAVIORAL).lanes();
    }
}
