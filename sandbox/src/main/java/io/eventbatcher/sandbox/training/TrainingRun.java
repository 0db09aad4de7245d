package io.eventbatcher.sandbox.training;

import io.eventbatcher.config.HubSpotSettings;
import io.eventbatcher.config.Settings;
import io.eventbatcher.config.source.SettingsFile;
import io.eventbatcher.ledger.LedgerReader;
import io.eventbatcher.route.Route;
import io.eventbatcher.sandbox.broker.TemporaryDirectory;
import io.eventbatcher.sandbox.load.LoadGenerator;
import io.eventbatcher.sandbox.load.LoadTruth;
import io.eventbatcher.sandbox.load.Pace;
import io.eventbatcher.sandbox.load.plan.LoadPlan;
import io.eventbatcher.sandbox.load.plan.LoadSettings;
import io.eventbatcher.sandbox.simulator.api.HubSpotAccount;
import io.eventbatcher.sandbox.stack.Backend;
import io.eventbatcher.sandbox.stack.EmbeddedStack;
import io.eventbatcher.sandbox.stack.RouteTallies;
import io.eventbatcher.sandbox.stack.ThisProgram;
import io.eventbatcher.service.Service;
import io.eventbatcher.time.Clocks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A run of the service in a process of its own, against a broker, a registry and a simulator in this one, until all of a load has come to
 * its end. A service in this process has left state for it. The process is then stopped as by an operating system.
 */
public final class TrainingRun {
    private static final int SOURCE_PARTITIONS = 4;
    private static final Duration LOOK = Duration.ofMillis(100);
    private static final Duration BOUND = Duration.ofMinutes(10);

    /** Some for each lane. */
    private static final int EVENTS_BEFORE = 1_000;

    /** The rates and lingers of a service whose load must not wait; port and console, so that their classes are met, too. */
    private static final String CONFIGURATION = """
            application-id: training
            state-dir: '%s'
            kafka: {bootstrap-servers: '%s'}
            registry: {url: '%s'}
            hubspot:
              base-url: '%s'
              rate: {events-per-second: 100000, account-per-ten-seconds: 100000, reserve-percent: 0}
            http: {port: 0}
            console: {enabled: true}
            routes: {marketing-upsert: {linger: 1s}, marketing-update: {linger: 1s}}
            """;

    private final List<String> command;
    private final long events;

    /** @param command of a service, less the command {@code run} and its options */
    public TrainingRun(List<String> command, long events) {
        this.command = List.copyOf(command);
        this.events = events;
    }

    /**
     * The exit status of the service.
     *
     * @throws TrainingFailedException if the service ends by itself, or does not deliver the load in ten minutes
     */
    public int run() throws IOException, InterruptedException {
        Path directory = Files.createTempDirectory("event-batcher-training");
        try (EmbeddedStack stack = EmbeddedStack.start(EmbeddedStack.simulatorOfLoads())) {
            String configuration = CONFIGURATION.formatted(
                    directory.resolve("state"),
                    stack.broker().bootstrapServers(),
                    stack.registry().url(),
                    stack.simulator().baseUrl());
            Map<String, String> secrets = Map.of(
                    HubSpotSettings.TOKEN_VARIABLE,
                    HubSpotAccount.DEFAULT_TOKEN,
                    "EVENT_BATCHER_NOTIFICATIONS_URL",
                    stack.simulator().baseUrl() + "/_simulator/notifications");
            Settings settings = SettingsFile.parse(configuration, secrets);
            stack.createTopics(settings, SOURCE_PARTITIONS);
            Load load = new Load(stack, settings);
            // most starts find offsets and stores of a run before
            try (Service before = Service.start(settings, Clocks.SYSTEM)) {
                load.publish(EVENTS_BEFORE);
                load.awaitRest(before::throwIfFailed);
            }
            load.publish(events);
            Process service = start(Files.writeString(directory.resolve("event-batcher.yaml"), configuration), secrets);
            try {
                load.awaitRest(() -> throwIfEnded(service));
                service.destroy();
                return service.waitFor();
            } finally {
                service.destroyForcibly();
            }
        } finally {
            TemporaryDirectory.delete(directory);
        }
    }

    private Process start(Path configuration, Map<String, String> secrets) throws IOException {
        List<String> words = new ArrayList<>(command);
        words.addAll(List.of("run", "--config", configuration.toString()));
        ProcessBuilder process = new ProcessBuilder(words).inheritIO();
        ThisProgram.isolate(process.environment());
        process.environment().putAll(secrets);
        process.environment().put("EVENT_BATCHER_LOG_LEVEL", "WARN");
        return process.start();
    }

    private static void throwIfEnded(Process service) {
        if (!service.isAlive()) {
            throw new TrainingFailedException("The service ended by itself, with status " + service.exitValue() + ".");
        }
    }

    /** The published records, and whether the service has come to their end. */
    private static final class Load {
        private final EmbeddedStack stack;
        private final Settings settings;
        private final Map<Route, Integer> schemaIds;
        private final List<LoadTruth> published = new ArrayList<>();

        Load(EmbeddedStack stack, Settings settings) {
            this.stack = stack;
            this.settings = settings;
            this.schemaIds = stack.registerSchemas(settings);
        }

        void publish(long events) {
            LoadSettings load = LoadSettings.of(events, 10, 2, published.size(), SOURCE_PARTITIONS);
            LoadGenerator generator = new LoadGenerator(
                    stack.broker().bootstrapServers(), Backend.sourceTopics(settings), Pace.unlimited(), record -> {});
            generator.publish(new LoadPlan(load, schemaIds));
            published.add(generator.truth());
        }

        void awaitRest(Runnable throwIfFailed) {
            long end = System.nanoTime() + BOUND.toNanos();
            try (LedgerReader ledger = LedgerReader.open(
                    stack.broker().bootstrapServers(),
                    Map.of(),
                    settings.topics().ledger())) {
                while (!isAtRest(ledger)) {
                    throwIfFailed.run();
                    if (System.nanoTime() > end) {
                        throw new TrainingFailedException(
                                "The service has not delivered the load in " + BOUND.toMinutes() + " minutes.");
                    }
                    ledger.refresh(LOOK);
                }
            }
        }

        private boolean isAtRest(LedgerReader ledger) {
            return List.of(Route.values()).stream()
                    .allMatch(route -> RouteTallies.of(ledger, settings, route).atRest(published(route)));
        }

        private long published(Route route) {
            return published.stream().mapToLong(truth -> truth.published(route)).sum();
        }
    }
}
