package io.eventbatcher.sandbox.bench;

import io.eventbatcher.sandbox.bench.figure.Ages;
import io.eventbatcher.sandbox.bench.figure.Pair;
import io.eventbatcher.sandbox.bench.figure.Spread;
import io.eventbatcher.sandbox.bench.figure.Stretch;
import io.eventbatcher.sandbox.bench.program.Cores;
import io.eventbatcher.sandbox.bench.scenario.Scenario;
import io.eventbatcher.sandbox.bench.scenario.ScenarioResult;
import io.eventbatcher.time.Clocks;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One run: a cold service before a full topic; then the same service, warm, and its rival in turn; then the service
 * at half of its rate, for the age of events at delivery.
 */
public final class Bench implements AutoCloseable {
    /** Below this share of the service's CPU the compilers no longer decide the result. */
    private static final double COMPILERS_AT_REST = 0.05;

    private static final int FIRST_ROUND = 2;

    private final BenchSettings bench;
    private final Clocks clock;
    private final Consumer<String> say;
    private final BenchStand stand;
    private long seed;

    private Bench(BenchSettings bench, Clocks clock, Consumer<String> say, BenchStand stand) {
        this.bench = bench;
        this.clock = clock;
        this.say = say;
        this.stand = stand;
    }

    /** Starts broker, registry and simulator. */
    public static Bench start(BenchSettings bench, Clocks clock, Consumer<String> say) {
        return new Bench(bench, clock, say, BenchStand.start(bench));
    }

    public BenchResult run() throws InterruptedException {
        BenchStand.Load first = next();
        say.accept("Measuring a cold start: %,d events lie in the topic …".formatted(bench.events()));
        Instant began = clock.instant();
        try (Subject service = Subject.start(bench, stand)) {
            ColdStart cold = ColdStart.measure(service, first, began, stand, clock);
            if (bench.peer() == null) {
                try (Rival floor = new FloorRival(bench, stand)) {
                    return warm(service, floor, cold, null);
                }
            }
            return besidePeer(service, cold, bench.peer());
        }
    }

    private BenchResult besidePeer(Subject service, ColdStart cold, String command) throws InterruptedException {
        say.accept("Measuring a cold start of the peer …");
        BenchStand.Load first = stand.publishToPeer(bench.events(), PeerRival.FIRST_SEED);
        Instant began = clock.instant();
        try (PeerRival peer = PeerRival.start(command, bench, stand)) {
            return warm(service, peer, cold, ColdStart.measure(peer, first, began, stand, clock));
        }
    }

    private BenchResult warm(Subject service, Rival rival, ColdStart cold, @Nullable ColdStart rivalCold)
            throws InterruptedException {
        warmUp(service, rival);
        List<Pair> pairs = new ArrayList<>();
        long before = service.delivered();
        for (int number = 1; number <= bench.pairs(); number++) {
            say.accept("Measuring pair %d of %d: %,d events through the service, then through the %s …"
                    .formatted(number, bench.pairs(), bench.events(), bench.rival()));
            pairs.add(pair(service, rival));
        }
        long delivered = service.delivered() - before;
        double half = Spread.of(pairs, pair -> pair.service().eventsPerSecond()).median() / 2;
        long[] ages = agesAt(service, half);
        return new BenchResult(
                bench,
                delivered,
                cold,
                rivalCold,
                pairs,
                Ages.percentile(ages, 0.5),
                Ages.percentile(ages, 0.99),
                half,
                Cores.ofMeasured().pinned());
    }

    /** The service with somebody at its console, beside the same service alone. */
    public ConsoleResult runWatched() throws InterruptedException {
        say.accept("Publishing %,d dead letters …".formatted(bench.letters()));
        stand.publishLetters(bench.letters());
        BenchStand.Load first = next();
        try (Subject service = Subject.start(bench, stand)) {
            service.awaitSettled(first);
            warmUp(service, null);
            List<ConsoleResult.WatchedPair> pairs = new ArrayList<>();
            long summaries = 0;
            for (int number = 1; number <= bench.pairs(); number++) {
                // in turn, because the store flushes and compacts every few loads: in one order that could always meet
                // the same half
                boolean watchedFirst = number % 2 == 1;
                say.accept("Measuring pair %d of %d: %,d events with the console open and without, in %s order …"
                        .formatted(number, bench.pairs(), bench.events(), watchedFirst ? "this" : "the other"));
                Stretch before = watchedFirst ? null : service.through(next());
                Stretch watched;
                try (Onlooker onlooker = service.onlooker()) {
                    watched = service.through(next());
                    summaries += onlooker.summaries();
                }
                pairs.add(new ConsoleResult.WatchedPair(watched, before == null ? service.through(next()) : before));
            }
            return new ConsoleResult(bench, pairs, summaries);
        }
    }

    /** Runs the service alone under scenarios, one after the other. */
    public List<ScenarioResult> run(List<Scenario> scenarios) throws InterruptedException {
        BenchStand.Load first = next();
        try (Subject service = Subject.start(bench, stand)) {
            service.awaitSettled(first);
            warmUp(service, null);
            ScenarioRun run = new ScenarioRun(bench, stand, service, clock);
            List<ScenarioResult> results = new ArrayList<>();
            for (Scenario scenario : scenarios) {
                say.accept("Measuring %s: %s …".formatted(scenario.label(), scenario.meaning()));
                results.add(run.of(scenario));
            }
            return results;
        }
    }

    /** Sends load after load through service and rival until the service's JVM has compiled the hot code or the time is over. */
    private void warmUp(Subject service, @Nullable Rival rival) throws InterruptedException {
        Instant end = clock.instant().plus(bench.warmUp());
        double compilers;
        int round = FIRST_ROUND;
        do {
            say.accept("Warming up, round %d: %,d events through the service%s …"
                    .formatted(round++, bench.events(), rival == null ? "" : ", then through the " + bench.rival()));
            if (rival == null) {
                compilers = compilersShare(service.through(next()));
            } else {
                compilers = compilersShare(pair(service, rival).service());
            }
            say.accept("  the JVM's compilers took %.0f %% of the service's CPU".formatted(100 * compilers));
        } while (compilers > COMPILERS_AT_REST && clock.instant().isBefore(end));
    }

    private static double compilersShare(Stretch stretch) {
        return stretch.cpu().compilersShare();
    }

    private Pair pair(Subject service, Rival rival) throws InterruptedException {
        BenchStand.Load load = next();
        return new Pair(service.through(load), rival.through(load));
    }

    private BenchStand.Load next() {
        return stand.publishAtOnce(bench.events(), ++seed);
    }

    private long[] agesAt(Subject service, double perSecond) throws InterruptedException {
        long events = bench.eventsAtHalfLoad(perSecond);
        say.accept("Measuring ages: %,d events at %,.0f a second …".formatted(events, perSecond));
        BenchStand.Load load = stand.publish(BenchStand.good(events, ++seed), perSecond, planned -> false);
        service.awaitSettled(load);
        return stand.ages(load);
    }

    @Override
    public void close() {
        stand.close();
    }
}
