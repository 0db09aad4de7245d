package io.eventbatcher.sandbox.training;

import io.eventbatcher.config.HubSpotSettings;
import io.eventbatcher.config.Settings;
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
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A run of the service in a process of its own, against a broker, a registry and a simulator in this one, until all of a load has come to
 * its end. The process is then stopped as by an operating system.
 */
public final class TrainingRun {
    private static final int SOURCE_PARTITIONS = 4;
    private static final Duration LOOK = Duration.ofMillis(100);
    private static final Duration BOUND = Duration.ofMinutes(10);

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
            Settings settings = stack.settings(directory.resolve("kit"), "application-id: training");
            stack.createTopics(settings, SOURCE_PARTITIONS);
            LoadTruth published = publish(stack, settings);
            Process service = start(stack, directory);
            try {
                awaitRest(service, stack, settings, published);
                service.destroy();
                return service.waitFor();
            } finally {
                service.destroyForcibly();
            }
        } finally {
            TemporaryDirectory.delete(directory);
        }
    }

    private LoadTruth publish(EmbeddedStack stack, Settings settings) {
        LoadPlan plan =
                new LoadPlan(LoadSettings.of(events, 10, 2, 1, SOURCE_PARTITIONS), stack.registerSchemas(settings));
        LoadGenerator generator = new LoadGenerator(
                stack.broker().bootstrapServers(), Backend.sourceTopics(settings), Pace.unlimited(), published -> {});
        generator.publish(plan);
        return generator.truth();
    }

    private Process start(EmbeddedStack stack, Path directory) throws IOException {
        Path file = Files.writeString(
                directory.resolve("event-batcher.yaml"),
                CONFIGURATION.formatted(
                        directory.resolve("state"),
                        stack.broker().bootstrapServers(),
                        stack.registry().url(),
                        stack.simulator().baseUrl()));
        List<String> words = new ArrayList<>(command);
        words.addAll(List.of("run", "--config", file.toString()));
        ProcessBuilder process = new ProcessBuilder(words).inheritIO();
        ThisProgram.isolate(process.environment());
        process.environment().put(HubSpotSettings.TOKEN_VARIABLE, HubSpotAccount.DEFAULT_TOKEN);
        process.environment().put("EVENT_BATCHER_LOG_LEVEL", "WARN");
        return process.start();
    }

    private static void awaitRest(Process service, EmbeddedStack stack, Settings settings, LoadTruth published) {
        long end = System.nanoTime() + BOUND.toNanos();
        try (LedgerReader ledger = LedgerReader.open(
                stack.broker().bootstrapServers(), Map.of(), settings.topics().ledger())) {
            while (!isAtRest(ledger, settings, published)) {
                if (!service.isAlive()) {
                    throw new TrainingFailedException(
                            "The service ended by itself, with status " + service.exitValue() + ".");
                }
                if (System.nanoTime() > end) {
                    throw new TrainingFailedException(
                            "The service has not delivered the load in " + BOUND.toMinutes() + " minutes.");
                }
                ledger.refresh(LOOK);
            }
        }
    }

    private static boolean isAtRest(LedgerReader ledger, Settings settings, LoadTruth published) {
        return List.of(Route.values()).stream()
                .allMatch(route -> RouteTallies.of(ledger, settings, route).atRest(published.published(route)));
    }
}
