package io.eventbatcher.sandbox.demo;

import io.eventbatcher.config.Settings;
import io.eventbatcher.ledger.LedgerReader;
import io.eventbatcher.route.Route;
import io.eventbatcher.sandbox.broker.TemporaryDirectory;
import io.eventbatcher.sandbox.load.LoadGenerator;
import io.eventbatcher.sandbox.load.LoadTruth;
import io.eventbatcher.sandbox.load.Pace;
import io.eventbatcher.sandbox.load.plan.LoadPlan;
import io.eventbatcher.sandbox.load.plan.LoadSettings;
import io.eventbatcher.sandbox.simulator.SimulatorSettings;
import io.eventbatcher.sandbox.stack.Backend;
import io.eventbatcher.sandbox.stack.EmbeddedStack;
import io.eventbatcher.sandbox.stack.RouteTallies;
import io.eventbatcher.service.Service;
import io.eventbatcher.time.Clocks;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** The whole pipeline in one process: starts everything, publishes a load, waits for its end, and closes the books. */
public final class Demo implements AutoCloseable {
    private static final int SOURCE_PARTITIONS = 4;
    private static final Duration LOOK = Duration.ofMillis(250);

    /** The marketing routes' default linger of ten seconds suits a trickle, and would keep people waiting for a demo. */
    private static final String SHORT_LINGER =
            "routes: {marketing-upsert: {linger: 3s}, marketing-update: {linger: 3s}}";

    /** A loopback address, where the console needs no token. */
    private static final String CONSOLE = "http: {port: 0}\nconsole: {enabled: true}";

    private final DemoSettings demo;
    private final Clocks clock;
    private final Path stateDir;
    private final Path configuration;
    private final EmbeddedStack stack;
    private final Settings settings;
    private final Service service;

    private Demo(
            DemoSettings demo,
            Clocks clock,
            Path stateDir,
            Path configuration,
            EmbeddedStack stack,
            Settings settings,
            Service service) {
        this.demo = demo;
        this.configuration = configuration;
        this.clock = clock;
        this.stateDir = stateDir;
        this.stack = stack;
        this.settings = settings;
        this.service = service;
    }

    /**
     * Starts broker, registry, simulator and service.
     *
     * @param console true for a service with a console
     */
    public static Demo start(DemoSettings demo, boolean console, Clocks clock) {
        EmbeddedStack stack = EmbeddedStack.start(SimulatorSettings.defaults()
                .withAccount(EmbeddedStack.account())
                .withLatency(demo.latency()));
        try {
            Path stateDir = Files.createTempDirectory("event-batcher-demo");
            Settings settings = stack.settings(stateDir, SHORT_LINGER, console ? CONSOLE : "");
            stack.createTopics(settings, SOURCE_PARTITIONS);
            Path configuration = Files.createTempFile("event-batcher-demo", ".yaml");
            Files.writeString(configuration, """
                    kafka: {bootstrap-servers: "%s"}
                    registry: {url: "%s"}
                    hubspot: {base-url: "%s"}
                    """.formatted(
                            stack.broker().bootstrapServers(),
                            stack.registry().url(),
                            stack.simulator().baseUrl()));
            return new Demo(demo, clock, stateDir, configuration, stack, settings, Service.start(settings, clock));
        } catch (IOException unwritable) {
            stack.close();
            throw new UncheckedIOException("There is no temporary directory for the state.", unwritable);
        } catch (RuntimeException failure) {
            stack.close();
            throw failure;
        }
    }

    public EmbeddedStack stack() {
        return stack;
    }

    /** The address of the console; empty without a console. */
    public Optional<String> console() {
        return service.httpPort().isEmpty()
                ? Optional.empty()
                : Optional.of("http://127.0.0.1:" + service.httpPort().getAsInt() + "/console/");
    }

    /** A configuration file for commands about the running service; deleted with the demo. */
    public Path configuration() {
        return configuration;
    }

    /**
     * Publishes the load and waits until every event has come to an end.
     *
     * @param display is shown how things stand, several times a second
     */
    public Books run(ProgressDisplay display) {
        LoadGenerator generator = generator();
        LoadPlan plan = plan();
        long begin = System.nanoTime();
        CompletableFuture<Void> publishing = CompletableFuture.runAsync(() -> generator.publish(plan));
        try (LedgerReader ledger = openLedger()) {
            long end = begin;
            while (!(publishing.isDone() && atRest(generator.truth(), ledger))) {
                service.throwIfFailed();
                ledger.refresh(LOOK);
                end = System.nanoTime();
                display.show(Progress.of(
                        settings,
                        generator.truth(),
                        ledger,
                        service.delivery(),
                        stack.simulator().journal(),
                        demo.events(),
                        seconds(begin, end)));
            }
            publishing.join();
            String broker = stack.broker().bootstrapServers();
            return new Bookkeeper(broker, stack.simulator().journal(), settings)
                    .close(generator.truth(), ledger, seconds(begin, end));
        }
    }

    /** True if, by the ledger, all published records have arrived and nothing waits at any stage. */
    private boolean atRest(LoadTruth truth, LedgerReader ledger) {
        return settings.enabledRoutes().stream()
                .allMatch(route -> RouteTallies.of(ledger, settings, route).atRest(truth.published(route)));
    }

    private LoadPlan plan() {
        Map<Route, Integer> partitions = new EnumMap<>(Route.class);
        settings.enabledRoutes().forEach(route -> partitions.put(route, SOURCE_PARTITIONS));
        LoadSettings load = new LoadSettings(
                demo.events(),
                demo.duplicatesPercent(),
                demo.invalidPercent(),
                demo.seed(),
                LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC),
                partitions);
        return new LoadPlan(load, stack.registerSchemas(settings));
    }

    private LoadGenerator generator() {
        Map<Route, String> topics = Backend.sourceTopics(settings);
        return new LoadGenerator(stack.broker().bootstrapServers(), topics, Pace.unlimited(), published -> {});
    }

    private LedgerReader openLedger() {
        return LedgerReader.open(
                stack.broker().bootstrapServers(), Map.of(), settings.topics().ledger());
    }

    private static double seconds(long begin, long end) {
        return (end - begin) / 1e9;
    }

    @Override
    public void close() {
        service.close();
        stack.close();
        TemporaryDirectory.delete(stateDir);
        TemporaryDirectory.delete(configuration);
    }
}
