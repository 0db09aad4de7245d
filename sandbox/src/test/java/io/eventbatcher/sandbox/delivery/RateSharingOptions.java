package io.eventbatcher.sandbox.delivery;

import io.eventbatcher.config.HubSpotSettings;
import io.eventbatcher.sandbox.endtoend.ServiceProcess;
import io.eventbatcher.sandbox.operator.Invocation;
import io.eventbatcher.sandbox.registry.EmbeddedRegistry;
import io.eventbatcher.sandbox.simulator.api.HubSpotAccount;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What {@link RateSharingTest} measures, from system properties {@code event-batcher.rates.…}.
 *
 * @param processes whether instances are processes, as users start them, instead of threads
 * @param eventsPerSecond the limit of the events paths
 * @param marketingPerTenSeconds the limit of the marketing paths
 * @param inFlight requests of a lane of events
 * @param latency of the simulator
 * @param measured how long
 */
record RateSharingOptions(
        boolean processes,
        int eventsPerSecond,
        int marketingPerTenSeconds,
        int inFlight,
        Duration latency,
        Duration measured) {

    static RateSharingOptions read() {
        return new RateSharingOptions(
                Boolean.getBoolean("event-batcher.rates.processes"),
                Integer.getInteger("event-batcher.rates.events-per-second", 100),
                Integer.getInteger("event-batcher.rates.marketing-per-ten-seconds", 100),
                Integer.getInteger("event-batcher.rates.in-flight", 8),
                Duration.ofMillis(Integer.getInteger("event-batcher.rates.latency-ms", 20)),
                Duration.ofSeconds(Integer.getInteger("event-batcher.rates.seconds", 5)));
    }

    /** The instances of these names. */
    List<AutoCloseable> start(DeliveryWorld world, Path directory, List<String> names) throws Exception {
        List<AutoCloseable> started = new ArrayList<>();
        if (!processes) {
            names.forEach(name -> started.add(world.start(name)));
            return started;
        }
        EmbeddedRegistry registry = EmbeddedRegistry.start(0);
        started.add(registry);
        for (String name : names) {
            String file = Files.writeString(directory.resolve(name + ".yaml"), world.configuration(name))
                    .toString();
            Map<String, String> environment = Map.of(
                    HubSpotSettings.TOKEN_VARIABLE,
                    HubSpotAccount.DEFAULT_TOKEN,
                    "EVENT_BATCHER_REGISTRY_URL",
                    registry.url(),
                    "EVENT_BATCHER_STATE_DIR",
                    directory.resolve(name).toString());
            if (name.equals(names.get(0))) {
                createSources(environment, file);
            }
            Process process = ServiceProcess.command(environment, "run", "--config", file)
                    .redirectErrorStream(true)
                    .redirectOutput(Path.of("target", "rates-" + name + ".log").toFile())
                    .start();
            started.add(() -> ServiceProcess.terminate(process));
        }
        return started;
    }

    private static void createSources(Map<String, String> environment, String file)
            throws IOException, InterruptedException {
        Invocation topics =
                Invocation.of(environment, "topics", "--sources", "3", "--replication-factor", "1", "--config", file);
        if (topics.status() != 0) {
            throw new IllegalStateException(topics.out());
        }
    }

    /** Adds it to a file that can be read while the test runs. */
    void tell(Object measured) {
        try {
            Files.writeString(
                    Path.of("target", "rates.txt"),
                    Instant.now() + " " + this + ": " + measured + '\n',
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
