package io.eventbatcher.sandbox.bench;

import io.eventbatcher.hubspot.HubSpotClient;
import io.eventbatcher.hubspot.http.OkHttpHubSpotClient;
import io.eventbatcher.sandbox.load.Pace;
import io.eventbatcher.sandbox.load.plan.ValueSchemas;
import io.eventbatcher.service.Service;
import io.eventbatcher.time.Clocks;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * One run: floor and service in turn over the same records, all published before either begins; then the service at half of its rate, for
 * the age of events at delivery.
 */
public final class Bench implements AutoCloseable {
    /** Below this share of the CPU the compilers no longer decide the result. */
    private static final double COMPILERS_AT_REST = 0.05;

    private final BenchSettings bench;
    private final Clocks clock;
    private final Consumer<String> say;
    private final BenchStand stand;

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
        warmUp(true);
        BenchStand.Load load = stand.publish(bench.events(), BenchSettings.FIRST_MEASURED_SEED, Pace.unlimited());

        say.accept("Measuring the floor: %,d events …".formatted(bench.events()));
        long beforeFloor = stand.accepted();
        CpuMeter floorMeter = CpuMeter.begin();
        Map<CpuMeter.Group, Double> floorCpu = floor(load, floorMeter);
        Span floor = stand.spanSince(beforeFloor);

        say.accept("Measuring the service: the same events …");
        long beforeService = stand.accepted();
        CpuMeter meter = CpuMeter.begin();
        try (Service service = Service.start(stand.settings(), clock)) {
            stand.awaitSettled(service, bench.events(), 0);
            Map<CpuMeter.Group, Double> cpu = perMillion(meter.seconds());
            double process = meter.processSeconds() * 1e6 / bench.events();
            double compilers = meter.compilerSeconds() * 1e6 / bench.events();
            Span span = stand.spanSince(beforeService);
            double rate = span.perSecond(bench.events());
            long delivered = stand.counts(service).delivered();
            long[] ages = atHalfLoad(service, rate / 2);
            return new BenchResult(
                    bench,
                    delivered,
                    rate,
                    floor.perSecond(bench.events()),
                    span.requests(),
                    (double) bench.events() / span.requests(),
                    (double) bench.events() / floor.requests(),
                    Ages.percentile(ages, 0.5),
                    Ages.percentile(ages, 0.99),
                    rate / 2,
                    cpu,
                    floorCpu,
                    process,
                    compilers);
        }
    }

    /** Runs the service alone under scenarios, one after the other. */
    public List<ScenarioResult> run(List<Scenario> scenarios) throws InterruptedException {
        warmUp(false);
        ScenarioRun run = new ScenarioRun(bench, stand, clock);
        List<ScenarioResult> results = new ArrayList<>();
        for (Scenario scenario : scenarios) {
            say.accept("Measuring %s: %s …".formatted(scenario.label(), scenario.meaning()));
            results.add(run.of(scenario));
        }
        return results;
    }

    /** Sends load after load through service and floor until the JVM has compiled the hot code or the time is over. */
    private void warmUp(boolean withFloor) throws InterruptedException {
        Instant end = clock.instant().plus(bench.warmUp());
        try (Service service = Service.start(stand.settings(), clock)) {
            int round = 0;
            double compilers;
            do {
                round++;
                say.accept("Warming up, round %d: %,d events through the service%s …"
                        .formatted(round, bench.events(), withFloor ? ", then through the floor" : ""));
                CpuMeter meter = CpuMeter.begin();
                BenchStand.Load load = stand.publish(bench.events(), round, Pace.unlimited());
                stand.awaitSettled(service, round * bench.events(), 0);
                if (withFloor) {
                    var unused = floor(load, CpuMeter.begin());
                }
                compilers = meter.compilersShare();
                say.accept("  the JVM's compilers took %.0f %% of the CPU".formatted(100 * compilers));
            } while (compilers > COMPILERS_AT_REST && clock.instant().isBefore(end));
        }
    }

    private long[] atHalfLoad(Service service, double perSecond) {
        long events = bench.eventsAtHalfLoad(perSecond);
        say.accept("Measuring ages: %,d events at %,.0f a second …".formatted(events, perSecond));
        long before = stand.accepted();
        BenchStand.Load load = stand.publish(events, BenchSettings.FIRST_MEASURED_SEED + 1, Pace.perSecond(perSecond));
        stand.awaitSettled(service, bench.events() + events, 0);
        return stand.ages(load, before);
    }

    /** Runs the floor on its own thread, and returns the floor's CPU seconds per million events. */
    private Map<CpuMeter.Group, Double> floor(BenchStand.Load load, CpuMeter meter) throws InterruptedException {
        CompletableFuture<Map<CpuMeter.Group, Double>> done = new CompletableFuture<>();
        new Thread(
                        () -> {
                            try (HubSpotClient client = OkHttpHubSpotClient.of(stand.settings(), clock)) {
                                PlainJson json = new PlainJson(bench.route(), ValueSchemas.of(bench.route()));
                                new Floor(bench.route(), json, client)
                                        .run(stand.stack().broker().bootstrapServers(), load.from(), load.good());
                                done.complete(perMillion(meter.seconds()));
                            } catch (InterruptedException | RuntimeException failure) {
                                done.completeExceptionally(failure);
                            }
                        },
                        Floor.THREAD)
                .start();
        return done.join();
    }

    private Map<CpuMeter.Group, Double> perMillion(Map<CpuMeter.Group, Double> seconds) {
        Map<CpuMeter.Group, Double> perMillion = new EnumMap<>(CpuMeter.Group.class);
        seconds.forEach((group, used) -> perMillion.put(group, used * 1e6 / bench.events()));
        return perMillion;
    }

    @Override
    public void close() {
        stand.close();
    }
}
