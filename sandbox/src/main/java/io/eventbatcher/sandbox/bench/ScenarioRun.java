package io.eventbatcher.sandbox.bench;

import io.eventbatcher.route.Route;
import io.eventbatcher.sandbox.bench.figure.Ages;
import io.eventbatcher.sandbox.bench.figure.Spread;
import io.eventbatcher.sandbox.bench.scenario.Scenario;
import io.eventbatcher.sandbox.bench.scenario.ScenarioResult;
import io.eventbatcher.sandbox.load.plan.LoadSettings;
import io.eventbatcher.sandbox.load.plan.PlannedRecord;
import io.eventbatcher.sandbox.simulator.faults.FaultDraw;
import io.eventbatcher.time.Clocks;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * The service under a scenario: pairs of a clean load and one of the scenario, each all at once, for rate and requests; then a load at half
 * of the rate, for the age of the good events at delivery.
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
        // the JVM compiles what no other load has asked for
        atOnce(scenario);
        List<Pair> pairs = new ArrayList<>();
        for (int number = 0; number < bench.pairs(); number++) {
            // in turn, as in Bench
            boolean cleanFirst = number % 2 == 0;
            double before = cleanFirst ? atOnce(Scenario.CLEAN).rate() : 0;
            Whole own = atOnce(scenario);
            pairs.add(new Pair(cleanFirst ? before : atOnce(Scenario.CLEAN).rate(), own));
        }
        Spread rate = Spread.of(pairs, pair -> pair.own().rate());
        long[] ages = agesAt(rate.median() / 2, scenario);
        return new ScenarioResult(
                scenario,
                rate.median(),
                Spread.of(pairs, pair -> pair.own().rate() / pair.clean()),
                pairs.stream().mapToLong(pair -> pair.own().good()).sum(),
                pairs.stream().mapToLong(pair -> pair.own().bad()).sum(),
                pairs.stream().mapToLong(pair -> pair.own().requests()).sum(),
                requestsPerBad(pairs),
                Ages.percentile(ages, 0.5),
                Ages.percentile(ages, 0.99));
    }

    /** The rate of a clean load, and the load of the scenario before or behind. */
    private record Pair(double clean, Whole own) {}

    /** A load that was there at once. */
    private record Whole(double rate, long good, long bad, long requests) {}

    private Whole atOnce(Scenario scenario) throws InterruptedException {
        stand.faults().drawFrom(scenario.faults(stand.lanes(), clock));
        try {
            long before = stand.requests();
            BenchStand.Load load = stand.publishAtOnce(load(scenario, bench.events()), refused(scenario));
            service.awaitSettled(load);
            double rate = stand.spanSince(load.acceptedBefore()).perSecond(bench.events());
            return new Whole(rate, load.good(), load.bad(), stand.requests() - before);
        } finally {
            stand.faults().drawFrom(FaultDraw.NEVER);
        }
    }

    private long[] agesAt(double perSecond, Scenario scenario) throws InterruptedException {
        stand.faults().drawFrom(scenario.faults(stand.lanes(), clock));
        try {
            BenchStand.Load load =
                    stand.publish(load(scenario, bench.eventsAtHalfLoad(perSecond)), perSecond, refused(scenario));
            service.awaitSettled(load);
            return stand.ages(load);
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
    private static double requestsPerBad(List<Pair> pairs) {
        long bad = pairs.stream().mapToLong(pair -> pair.own().bad()).sum();
        double beyond = pairs.stream()
                .map(Pair::own)
                .mapToDouble(own -> own.requests() - Math.ceil((double) own.good() / Route.BEHAVIORAL.maxInputs()))
                .sum();
        return bad == 0 ? 0 : beyond / bad;
    }
}
