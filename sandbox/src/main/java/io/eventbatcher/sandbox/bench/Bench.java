package io.eventbatcher.sandbox.bench;

import io.eventbatcher.config.HubSpotSettings;
import io.eventbatcher.config.Settings;
import io.eventbatcher.config.source.SettingsFile;
import io.eventbatcher.hubspot.HubSpotClient;
import io.eventbatcher.hubspot.http.OkHttpHubSpotClient;
import io.eventbatcher.route.Route;
import io.eventbatcher.sandbox.broker.TemporaryDirectory;
import io.eventbatcher.sandbox.load.LoadGenerator;
import io.eventbatcher.sandbox.load.Pace;
import io.eventbatcher.sandbox.load.plan.LoadPlan;
import io.eventbatcher.sandbox.load.plan.LoadSettings;
import io.eventbatcher.sandbox.load.plan.ValueSchemas;
import io.eventbatcher.sandbox.simulator.SimulatorSettings;
import io.eventbatcher.sandbox.simulator.access.RateLimits;
import io.eventbatcher.sandbox.simulator.api.Endpoint;
import io.eventbatcher.sandbox.simulator.api.HubSpotAccount;
import io.eventbatcher.sandbox.stack.EmbeddedStack;
import io.eventbatcher.service.Service;
import io.eventbatcher.time.Clocks;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.common.TopicPartition;

/**
 * One run: floor and service in turn over the same records, all published before either begins; then the service at half of its rate, for
 * the age of events at delivery.
 */
public final class Bench implements AutoCloseable {

    private static final int SOURCE_PARTITIONS = 4;
    private static final Duration LOOK = Duration.ofMillis(20);

    /** Below this share of the CPU the compilers no longer decide the result. */
    private static final double COMPILERS_AT_REST = 0.05;

    /** Every load has its own seed; the warm-up counts up from 1. */
    private static final long FIRST_MEASURED_SEED = 1_000;

    private final BenchSettings bench;
    private final Clocks clock;
    private final Consumer<String> say;
    private final Path stateDir;
    private final EmbeddedStack stack;
    private final Settings settings;
    private final Endpoint endpoint;
    private final Map<Route, Integer> schemaIds;

    private Bench(BenchSettings bench, Clocks clock, Consumer<String> say, Path stateDir, EmbeddedStack stack) {
        this.bench = bench;
        this.clock = clock;
        this.say = say;
        this.stateDir = stateDir;
        this.stack = stack;
        this.settings = settings(bench, stateDir, stack);
        this.endpoint = Endpoint.of(bench.route());
        this.schemaIds = stack.registerSchemas(settings);
        stack.createTopics(settings, SOURCE_PARTITIONS);
    }

    /** Starts broker, registry and simulator. */
    public static Bench start(BenchSettings bench, Clocks clock, Consumer<String> say) {
        EmbeddedStack stack = EmbeddedStack.start(SimulatorSettings.defaults()
                .withAccount(EmbeddedStack.account())
                .withLimits(RateLimits.none())
                .withLatency(bench.latency()));
        try {
            return new Bench(bench, clock, say, Files.createTempDirectory("event-batcher-bench"), stack);
        } catch (IOException unwritable) {
            stack.close();
            throw new UncheckedIOException("There is no temporary directory for the state.", unwritable);
        } catch (RuntimeException failure) {
            stack.close();
            throw failure;
        }
    }

    /** The service's defaults, with one route, and without a limit on requests per second that could distort the measurement. */
    private static Settings settings(BenchSettings bench, Path stateDir, EmbeddedStack stack) {
        Duration linger = bench.linger();
        String measured =
                bench.route().label() + ": {" + (linger == null ? "" : "linger: " + linger.toMillis() + "ms") + "}";
        String routes = Arrays.stream(Route.values())
                .filter(route -> route != bench.route())
                .map(route -> route.label() + ": {enabled: false}")
                .collect(Collectors.joining(", "));
        return SettingsFile.parse(
                """
                application-id: %s
                state-dir: '%s'
                kafka: {bootstrap-servers: '%s'}
                registry: {url: '%s'}
                hubspot:
                  base-url: '%s'
                  rate: {events-per-second: 100000, account-per-ten-seconds: 100000, reserve-percent: 0}
                routes: {%s, %s}
                """.formatted(
                                BenchSettings.APPLICATION,
                                stateDir,
                                stack.broker().bootstrapServers(),
                                stack.registry().url(),
                                stack.simulator().baseUrl(),
                                measured,
                                routes),
                Map.of(HubSpotSettings.TOKEN_VARIABLE, HubSpotAccount.DEFAULT_TOKEN));
    }

    public BenchResult run() throws InterruptedException {
        Map<TopicPartition, Long> warm = warmUp(offsets(0, Map.of()));
        Map<TopicPartition, Long> half = publish(bench.events(), FIRST_MEASURED_SEED, Pace.unlimited(), warm);

        say.accept("Measuring the floor: %,d events …".formatted(bench.events()));
        long beforeFloor = accepted();
        CpuMeter floorMeter = CpuMeter.begin();
        Map<CpuMeter.Group, Double> floorCpu = floor(warm, bench.events(), floorMeter);
        Span floor = Span.since(beforeFloor, endpoint, stack.simulator().journal());

        say.accept("Measuring the service: the same events …");
        long beforeService = accepted();
        CpuMeter meter = CpuMeter.begin();
        try (Service service = Service.start(settings, clock)) {
            awaitSettled(service, bench.events());
            Map<CpuMeter.Group, Double> cpu = perMillion(meter.seconds());
            double process = meter.processSeconds() * 1e6 / bench.events();
            double compilers = meter.compilerSeconds() * 1e6 / bench.events();
            Span span = Span.since(beforeService, endpoint, stack.simulator().journal());
            double rate = span.perSecond(bench.events());
            long delivered = settled(service);
            long[] ages = atHalfLoad(service, rate / 2, half);
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

    /**
     * Sends load after load through service and floor until the JVM has compiled the hot code or the time is over. Returns the offsets of
     * the next load.
     */
    private Map<TopicPartition, Long> warmUp(Map<TopicPartition, Long> begin) throws InterruptedException {
        Map<TopicPartition, Long> next = begin;
        Instant end = clock.instant().plus(bench.warmUp());
        try (Service service = Service.start(settings, clock)) {
            int round = 0;
            double compilers;
            do {
                round++;
                say.accept("Warming up, round %d: %,d events through the service, then through the floor …"
                        .formatted(round, bench.events()));
                CpuMeter meter = CpuMeter.begin();
                Map<TopicPartition, Long> from = next;
                next = publish(bench.events(), round, Pace.unlimited(), from);
                awaitSettled(service, round * bench.events());
                floor(from, bench.events());
                compilers = meter.compilersShare();
                say.accept("  the JVM's compilers took %.0f %% of the CPU".formatted(100 * compilers));
            } while (compilers > COMPILERS_AT_REST && clock.instant().isBefore(end));
        }
        return next;
    }

    private long[] atHalfLoad(Service service, double perSecond, Map<TopicPartition, Long> from) {
        long events = Math.max(1, Math.round(perSecond * bench.halfLoad().toMillis() / 1e3));
        say.accept("Measuring ages: %,d events at %,.0f a second …".formatted(events, perSecond));
        long before = accepted();
        var unused = publish(events, FIRST_MEASURED_SEED + 1, Pace.perSecond(perSecond), from);
        awaitSettled(service, bench.events() + events);
        return Ages.of(
                from,
                before,
                endpoint,
                stack.simulator().journal(),
                stack.broker().bootstrapServers(),
                settings.route(bench.route()).topic(),
                settings.topics().receipts());
    }

    private void floor(Map<TopicPartition, Long> from, long events) throws InterruptedException {
        var unused = floor(from, events, CpuMeter.begin());
    }

    /** Runs the floor on its own thread, and returns the floor's CPU seconds per million events. */
    private Map<CpuMeter.Group, Double> floor(Map<TopicPartition, Long> from, long events, CpuMeter meter)
            throws InterruptedException {
        CompletableFuture<Map<CpuMeter.Group, Double>> done = new CompletableFuture<>();
        new Thread(
                        () -> {
                            try (HubSpotClient client = OkHttpHubSpotClient.of(settings, clock)) {
                                PlainJson json = new PlainJson(bench.route(), ValueSchemas.of(bench.route()));
                                new Floor(bench.route(), json, client)
                                        .run(stack.broker().bootstrapServers(), from, events);
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

    private void awaitSettled(Service service, long events) {
        while (settled(service) < events) {
            service.throwIfFailed();
            LockSupport.parkNanos(LOOK.toNanos());
        }
    }

    private long settled(Service service) {
        var route = service.delivery().route(bench.route());
        if (route.dead() > 0) {
            throw new IllegalStateException("The service made dead letters of the benchmark's events.");
        }
        return route.delivered();
    }

    private long accepted() {
        return stack.simulator().journal().counters(endpoint).inputsAccepted();
    }

    /** Publishes a load and returns the offsets of the next load. */
    private Map<TopicPartition, Long> publish(long events, long seed, Pace pace, Map<TopicPartition, Long> from) {
        String topic = settings.route(bench.route()).topic();
        LoadPlan plan =
                new LoadPlan(LoadSettings.of(events, 0, 0, seed, SOURCE_PARTITIONS), schemaIds).of(bench.route());
        Map<TopicPartition, Long> next = new HashMap<>(from);
        plan.forEach(planned -> next.merge(new TopicPartition(topic, planned.partition()), 1L, Long::sum));
        new LoadGenerator(stack.broker().bootstrapServers(), Map.of(bench.route(), topic), pace, published -> {})
                .publish(plan);
        return next;
    }

    private Map<TopicPartition, Long> offsets(long offset, Map<TopicPartition, Long> more) {
        Map<TopicPartition, Long> offsets = new HashMap<>(more);
        String topic = settings.route(bench.route()).topic();
        IntStream.range(0, SOURCE_PARTITIONS).forEach(p -> offsets.put(new TopicPartition(topic, p), offset));
        return offsets;
    }

    @Override
    public void close() {
        stack.close();
        TemporaryDirectory.delete(stateDir);
    }
}
