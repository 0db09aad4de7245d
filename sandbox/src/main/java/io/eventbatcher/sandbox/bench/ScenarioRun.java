package io.eventbatcher.sandbox.bench;

import io.eventbatcher.route.Route;
import io.eventbatcher.sandbox.load.plan.LoadSettings;
import io.eventbatcher.sandbox.load.plan.PlannedRecord;
import io.eventbatcher.sandbox.simulator.faults.FaultDraw;
import io.eventbatcher.time.Clocks;
import java.util.function.Predicate;

/**
 * The service under a scenario: first all events at once, for rate and requests; then a load at half of the rate, for the age of the good
 * events at delivery.
 */
final class ScenarioRun {
    /** Apart from the seeds of the warm-up. */
    private static final long FIRST_SEED = 1_000;

    private final BenchSettings bench;
    private final BenchStand stand;
    private final Subject service;
    private final Clocks clock;
    private long seed = FIRST_SEED;

    ScenarioRun(BenchSettings bench, BenchStand stand, Subject service, Clocks clock) {
        this.bench = bench;
        this.stand = stand;
        this.service = service;
        this.clock = clock;
    }

    ScenarioResult of(Scenario scenario) throws InterruptedException {
        stand.faults().drawFrom(scenario.faults(stand.lanes(), clock));
        try {
            // the JVM compiles what no other load has asked for
            service.awaitSettled(stand.publishAtOnce(load(scenario, bench.events()), refused(scenario)));
            stand.faults().drawFrom(scenario.faults(stand.lanes(), clock));
            long requests = stand.requests();
            BenchStand.Load atOnce = stand.publishAtOnce(load(scenario, bench.events()), refused(scenario));
            service.awaitSettled(atOnce);
            requests = stand.requests() - requests;
            double rate = stand.spanSince(atOnce.acceptedBefore()).perSecond(bench.events());
            stand.faults().drawFrom(scenario.faults(stand.lanes(), clock));
            BenchStand.Load later =
                    stand.publish(load(scenario, bench.eventsAtHalfLoad(rate / 2)), rate / 2, refused(scenario));
            service.awaitSettled(later);
            long[] ages = stand.ages(later);
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
            stand.faults().drawFrom(FaultDraw.NEVER);
        }
    }

    private LoadSettings load(Scenario scenario, long events) {
        return scenario.load(BenchStand.good(events, seed++));
    }

    private static Predicate<PlannedRecord> refused(Scenario scenario) {
        return planned -> scenario.refuses(planned.uuid());
    }

    /** Requests beyond the fewest that could bring the good events, for each bad one. */
    private static double requestsPerBad(BenchStand.Load load, long requests) {
        double fewest = Math.ceil((double) load.good() / Route.BEHAVIORAL.maxInputs());
        return load.bad() == 0 ? 0 : (requests - fewest) / load.bad();
    }
}
