package io.eventbatcher.sandbox.bench;

import io.eventbatcher.config.HubSpotSettings;
import io.eventbatcher.config.Settings;
import io.eventbatcher.config.source.SettingsFile;
import io.eventbatcher.delivery.DeliverySnapshot;
import io.eventbatcher.route.Route;
import io.eventbatcher.sandbox.broker.TemporaryDirectory;
import io.eventbatcher.sandbox.load.LoadGenerator;
import io.eventbatcher.sandbox.load.Pace;
import io.eventbatcher.sandbox.load.plan.Fate;
import io.eventbatcher.sandbox.load.plan.LoadPlan;
import io.eventbatcher.sandbox.load.plan.LoadSettings;
import io.eventbatcher.sandbox.load.plan.PlannedRecord;
import io.eventbatcher.sandbox.simulator.SimulatorSettings;
import io.eventbatcher.sandbox.simulator.access.RateLimits;
import io.eventbatcher.sandbox.simulator.api.Endpoint;
import io.eventbatcher.sandbox.simulator.api.HubSpotAccount;
import io.eventbatcher.sandbox.stack.EmbeddedStack;
import io.eventbatcher.service.Service;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.common.TopicPartition;

/** A broker, a registry and the simulator with one route's topics, and loads on the source topic. */
final class BenchStand implements AutoCloseable {
    static final int SOURCE_PARTITIONS = 4;
    private static final Duration LOOK = Duration.ofMillis(20);

    private final Route route;
    private final Path stateDir;
    private final EmbeddedStack stack;
    private final Settings settings;
    private final Map<Route, Integer> schemaIds;
    private Map<TopicPartition, Long> next;

    private BenchStand(BenchSettings bench, Path stateDir, EmbeddedStack stack) {
        this.route = bench.route();
        this.stateDir = stateDir;
        this.stack = stack;
        this.settings = settings(bench, stateDir, stack);
        this.schemaIds = stack.registerSchemas(settings);
        this.next = IntStream.range(0, SOURCE_PARTITIONS)
                .boxed()
                .collect(Collectors.toMap(p -> new TopicPartition(topic(), p), p -> 0L));
        stack.createTopics(settings, SOURCE_PARTITIONS);
    }

    static BenchStand start(BenchSettings bench) {
        EmbeddedStack stack = EmbeddedStack.start(SimulatorSettings.defaults()
                .withAccount(EmbeddedStack.account())
                .withLimits(RateLimits.none())
                .withLatency(bench.latency()));
        try {
            return new BenchStand(bench, Files.createTempDirectory("event-batcher-bench"), stack);
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

    Settings settings() {
        return settings;
    }

    EmbeddedStack stack() {
        return stack;
    }

    /** The number of inputs that the simulator has accepted. */
    long accepted() {
        return stack.simulator().journal().counters(endpoint()).inputsAccepted();
    }

    /** The requests with accepted inputs since a number of {@link #accepted} inputs. */
    Span spanSince(long accepted) {
        return Span.since(accepted, endpoint(), stack.simulator().journal());
    }

    /** Publishes a load of good events. */
    Load publish(long events, long seed, Pace pace) {
        return publish(LoadSettings.of(events, 0, 0, seed, SOURCE_PARTITIONS), pace, planned -> false);
    }

    /**
     * Publishes a load.
     *
     * @param refused tests a good record for being refused by the simulator
     */
    Load publish(LoadSettings load, Pace pace, Predicate<PlannedRecord> refused) {
        LoadPlan plan = new LoadPlan(load, schemaIds).of(route);
        Map<TopicPartition, Long> from = next;
        Map<TopicPartition, Long> after = new HashMap<>(from);
        long good = 0;
        long bad = 0;
        for (PlannedRecord planned : plan) {
            after.merge(new TopicPartition(topic(), planned.partition()), 1L, Long::sum);
            boolean delivered = planned.fate() == Fate.DELIVERED && !refused.test(planned);
            good += delivered ? 1 : 0;
            bad += delivered || planned.fate() == Fate.DUPLICATE ? 0 : 1;
        }
        next = after;
        new LoadGenerator(stack.broker().bootstrapServers(), Map.of(route, topic()), pace, published -> {})
                .publish(plan);
        return new Load(from, good, bad);
    }

    /**
     * A published load.
     *
     * @param from the first offsets
     * @param good events to be delivered
     * @param bad events to become dead letters
     */
    record Load(Map<TopicPartition, Long> from, long good, long bad) {}

    /** Returns when the service has settled so many events since its start. */
    void awaitSettled(Service service, long good, long bad) {
        DeliverySnapshot.OfRoute counts = counts(service);
        while (counts.delivered() < good || counts.dead() < bad) {
            if (counts.dead() > bad) {
                throw new IllegalStateException("The service made dead letters of the benchmark's good events.");
            }
            service.throwIfFailed();
            LockSupport.parkNanos(LOOK.toNanos());
            counts = counts(service);
        }
    }

    DeliverySnapshot.OfRoute counts(Service service) {
        return service.delivery().route(route);
    }

    /** The sorted ages of a load's delivered events, in milliseconds, accepted after a number of {@link #accepted} inputs. */
    long[] ages(Load load, long accepted) {
        return Ages.of(
                load.from(),
                accepted,
                endpoint(),
                stack.simulator().journal(),
                stack.broker().bootstrapServers(),
                topic(),
                settings.topics().receipts());
    }

    private Endpoint endpoint() {
        return Endpoint.of(route);
    }

    private String topic() {
        return settings.route(route).topic();
    }

    @Override
    public void close() {
        stack.close();
        TemporaryDirectory.delete(stateDir);
    }
}
