package io.eventbatcher.sandbox.bench;

import io.eventbatcher.config.HubSpotSettings;
import io.eventbatcher.config.Settings;
import io.eventbatcher.config.source.SettingsFile;
import io.eventbatcher.route.Route;
import io.eventbatcher.sandbox.bench.figure.Ages;
import io.eventbatcher.sandbox.bench.figure.Span;
import io.eventbatcher.sandbox.bench.program.BrokerProgram;
import io.eventbatcher.sandbox.bench.program.Cores;
import io.eventbatcher.sandbox.bench.program.ProcessCpu;
import io.eventbatcher.sandbox.broker.TemporaryDirectory;
import io.eventbatcher.sandbox.load.LoadGenerator;
import io.eventbatcher.sandbox.load.Pace;
import io.eventbatcher.sandbox.load.plan.Fate;
import io.eventbatcher.sandbox.load.plan.LoadPlan;
import io.eventbatcher.sandbox.load.plan.LoadSettings;
import io.eventbatcher.sandbox.load.plan.PlannedRecord;
import io.eventbatcher.sandbox.registry.EmbeddedRegistry;
import io.eventbatcher.sandbox.simulator.HubSpotSimulator;
import io.eventbatcher.sandbox.simulator.api.Endpoint;
import io.eventbatcher.sandbox.simulator.api.HubSpotAccount;
import io.eventbatcher.sandbox.simulator.faults.Faults;
import io.eventbatcher.sandbox.stack.Backend;
import io.eventbatcher.sandbox.stack.EmbeddedStack;
import io.eventbatcher.sandbox.stack.TopicReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;

/** A broker in a process of its own, registry and simulator in this one, with one route's topics, and loads on the source topic. */
final class BenchStand implements AutoCloseable {
    static final int SOURCE_PARTITIONS = 4;

    private static final String PEER_TOPIC = "events-of-a-peer";

    private final Route route;
    private final Path directory;
    private final BrokerProgram broker;
    private final EmbeddedRegistry registry;
    private final HubSpotSimulator simulator;
    private final String configuration;
    private final Settings settings;
    private final Map<Route, Integer> schemaIds;

    private BenchStand(BenchSettings bench, Path directory) {
        Cores cores = Cores.ofStand();
        cores.takeThisProcess();
        this.route = bench.route();
        this.directory = directory;
        this.broker = BrokerProgram.start(directory, cores);
        this.registry = EmbeddedRegistry.start(0);
        this.simulator = HubSpotSimulator.start(EmbeddedStack.simulatorOfLoads().withLatency(bench.latency()));
        this.configuration = configuration(bench);
        this.settings =
                SettingsFile.parse(configuration, Map.of(HubSpotSettings.TOKEN_VARIABLE, HubSpotAccount.DEFAULT_TOKEN));
        Backend backend = new Backend(broker.bootstrapServers(), registry.url());
        this.schemaIds = backend.registerSchemas(settings);
        backend.createTopics(settings, SOURCE_PARTITIONS);
        if (bench.peer() != null) {
            backend.createTopic(PEER_TOPIC, SOURCE_PARTITIONS);
        }
    }

    static BenchStand start(BenchSettings bench) {
        try {
            return new BenchStand(bench, Files.createTempDirectory("event-batcher-bench"));
        } catch (IOException unwritable) {
            throw new UncheckedIOException("There is no temporary directory for the state.", unwritable);
        }
    }

    /** The service's defaults, with one route, and without a limit on requests per second that could distort the measurement. */
    private String configuration(BenchSettings bench) {
        Duration linger = bench.linger();
        String measured =
                bench.route().label() + ": {" + (linger == null ? "" : "linger: " + linger.toMillis() + "ms") + "}";
        String routes = Arrays.stream(Route.values())
                .filter(route -> route != bench.route())
                .map(route -> route.label() + ": {enabled: false}")
                .collect(Collectors.joining(", "));
        return """
                state-dir: '%s'
                kafka: {bootstrap-servers: '%s'}
                registry: {url: '%s'}
                hubspot:
                  base-url: '%s'
                  rate: {events-per-second: 100000, account-per-ten-seconds: 100000, reserve-percent: 0}
                routes: {%s, %s}
                """.formatted(
                        directory.resolve("state"),
                        broker.bootstrapServers(),
                        registry.url(),
                        simulator.baseUrl(),
                        measured,
                        routes);
    }

    /** Of the service and the floor, as YAML. */
    String configuration() {
        return configuration;
    }

    /** For logs and files of the processes. */
    Path directory() {
        return directory;
    }

    Faults faults() {
        return simulator.faults();
    }

    int lanes() {
        return settings.route(route).lanes();
    }

    /** The number of inputs that the simulator has accepted. */
    long accepted() {
        return simulator.journal().counters(endpoint()).inputsAccepted();
    }

    /** The number of inputs that the simulator has accepted, without repeated ones. */
    long distinct() {
        return simulator.journal().counters(endpoint()).distinctAccepted();
    }

    /** The number of requests that the simulator has answered. */
    long requests() {
        return simulator.journal().counters(endpoint()).requests();
    }

    /** The requests with accepted inputs since a number of {@link #accepted} inputs. */
    Span spanSince(long accepted) {
        return Span.since(accepted, endpoint(), simulator.journal());
    }

    /** CPU of the broker. */
    double brokerCpu() {
        return broker.cpu().all();
    }

    /** CPU of simulator, registry and this program. */
    double simulatorCpu() {
        return ProcessCpu.of(ProcessHandle.current().pid()).all();
    }

    /** Publishes a load of good events, all of them visible at the same moment. */
    Load publishAtOnce(long events, long seed) {
        return publishAtOnce(good(events, seed), planned -> false);
    }

    /**
     * Publishes a load, all of it visible at the same moment.
     *
     * @param refused tests a good record for being refused by the simulator
     */
    Load publishAtOnce(LoadSettings load, Predicate<PlannedRecord> refused) {
        return publish(load, topic(), generator(topic(), Pace.unlimited()).inOneTransaction(), refused);
    }

    /** Publishes a load of good events to the peer's topic, all of them visible at the same moment. */
    Load publishToPeer(long events, long seed) {
        return publish(
                good(events, seed),
                PEER_TOPIC,
                generator(PEER_TOPIC, Pace.unlimited()).inOneTransaction(),
                planned -> false);
    }

    /** Variables by which a peer finds broker, topic and API. */
    Map<String, String> peerEnvironment() {
        return Map.of(
                "PEER_BOOTSTRAP_SERVERS",
                broker.bootstrapServers(),
                "PEER_TOPIC",
                PEER_TOPIC,
                "PEER_REGISTRY_URL",
                registry.url(),
                "PEER_HUBSPOT_URL",
                simulator.baseUrl() + endpoint().path(),
                "PEER_HUBSPOT_TOKEN",
                HubSpotAccount.DEFAULT_TOKEN);
    }

    /** Publishes dead letters for somebody who summarises them. */
    void publishLetters(long letters) {
        Onlooker.publishLetters(broker.bootstrapServers(), settings.topics().deadLetters(), letters);
    }

    /** Publishes a load at a rate. */
    Load publish(LoadSettings load, double perSecond, Predicate<PlannedRecord> refused) {
        return publish(load, topic(), generator(topic(), Pace.perSecond(perSecond)), refused);
    }

    private LoadGenerator generator(String topic, Pace pace) {
        return new LoadGenerator(broker.bootstrapServers(), Map.of(route, topic), pace, published -> {});
    }

    private Load publish(LoadSettings load, String topic, LoadGenerator generator, Predicate<PlannedRecord> refused) {
        LoadPlan plan = new LoadPlan(load, schemaIds).of(route);
        long good = 0;
        long bad = 0;
        for (PlannedRecord planned : plan) {
            boolean delivered = planned.fate() == Fate.DELIVERED && !refused.test(planned);
            good += delivered ? 1 : 0;
            bad += delivered || planned.fate() == Fate.DUPLICATE ? 0 : 1;
        }
        Map<TopicPartition, Long> from = TopicReader.ends(broker.bootstrapServers(), topic);
        long acceptedBefore = accepted();
        long distinctBefore = distinct();
        generator.publish(plan);
        return new Load(from, good, bad, acceptedBefore, distinctBefore);
    }

    static LoadSettings good(long events, long seed) {
        return LoadSettings.of(events, 0, 0, seed, SOURCE_PARTITIONS);
    }

    /**
     * A published load.
     *
     * @param from the first offsets
     * @param good events to be delivered
     * @param bad events to become dead letters
     * @param acceptedBefore inputs that the simulator had accepted before the load
     * @param distinctBefore these without repeated ones
     */
    record Load(Map<TopicPartition, Long> from, long good, long bad, long acceptedBefore, long distinctBefore) {}

    /** The sorted ages of a load's delivered events, in milliseconds. */
    long[] ages(Load load) {
        return Ages.of(
                load.from(),
                load.acceptedBefore(),
                endpoint(),
                simulator.journal(),
                broker.bootstrapServers(),
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
        simulator.close();
        registry.close();
        broker.close();
        TemporaryDirectory.delete(directory);
    }
}
