package io.eventbatcher.sandbox.endtoend;

import static org.awaitility.Awaitility.await;

import io.eventbatcher.audit.Auditor;
import io.eventbatcher.audit.RouteAudit;
import io.eventbatcher.config.Settings;
import io.eventbatcher.control.ControlTopic;
import io.eventbatcher.control.LaneState;
import io.eventbatcher.control.OperatorCommand;
import io.eventbatcher.fixtures.ConsoleVisitor;
import io.eventbatcher.ingest.IngestPolicy;
import io.eventbatcher.route.Route;
import io.eventbatcher.sandbox.broker.TemporaryDirectory;
import io.eventbatcher.sandbox.demo.Bookkeeper;
import io.eventbatcher.sandbox.demo.Books;
import io.eventbatcher.sandbox.load.LoadTruth;
import io.eventbatcher.sandbox.simulator.HubSpotSimulator;
import io.eventbatcher.sandbox.simulator.SimulatorSettings;
import io.eventbatcher.sandbox.simulator.access.RateLimits;
import io.eventbatcher.sandbox.simulator.api.Endpoint;
import io.eventbatcher.sandbox.simulator.api.HubSpotAccount;
import io.eventbatcher.sandbox.simulator.journal.AcceptedInput;
import io.eventbatcher.sandbox.simulator.journal.Counters;
import io.eventbatcher.sandbox.stack.Backend;
import io.eventbatcher.sandbox.stack.EmbeddedStack;
import io.eventbatcher.sandbox.stack.TopicReader;
import io.eventbatcher.service.Service;
import io.eventbatcher.time.Clocks;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** An application of its own on the shared broker, with a simulator of its own; started when a test says so. */
final class Pipeline implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofMinutes(3);
    static final int SOURCE_PARTITIONS = 4;

    private final Backend backend;
    private final HubSpotSimulator hubSpot;
    private final Path directory;
    private final Configuration configuration;
    private final Sources sources;
    private final List<Process> processes = new ArrayList<>();
    private @Nullable Service service;

    private Pipeline(Backend backend, HubSpotSimulator hubSpot, Path directory, Configuration configuration) {
        this.backend = backend;
        this.hubSpot = hubSpot;
        this.directory = directory;
        this.configuration = configuration;
        Settings settings = configuration.settings();
        backend.createTopics(settings, SOURCE_PARTITIONS);
        this.sources = new Sources(backend, settings);
    }

    /** An account that takes everything that is well-formed, and no limits. */
    static SimulatorSettings generous() {
        return SimulatorSettings.defaults()
                .withLimits(RateLimits.none())
                .withRecording(new SimulatorSettings.Recording("sequence", 5_000));
    }

    static Pipeline create(EmbeddedStack stack, String application, String... more) {
        return create(stack.backend(), application, generous(), more);
    }

    static Pipeline create(Backend backend, String application, String... more) {
        return create(backend, application, generous(), more);
    }

    static Pipeline create(EmbeddedStack stack, String application, SimulatorSettings simulator, String... more) {
        return create(stack.backend(), application, simulator, more);
    }

    /** @param more keys and values of the configuration, in turn */
    static Pipeline create(Backend backend, String application, SimulatorSettings simulator, String... more) {
        HubSpotSimulator hubSpot = HubSpotSimulator.start(simulator);
        try {
            Path directory = Files.createTempDirectory("event-batcher-" + application);
            var configuration = new Configuration(application, directory.resolve("state"), backend, hubSpot.baseUrl());
            for (int i = 0; i < more.length; i += 2) {
                configuration.with(more[i], more[i + 1]);
            }
            return new Pipeline(backend, hubSpot, directory, configuration);
        } catch (IOException noDirectory) {
            hubSpot.close();
            throw new UncheckedIOException(noDirectory);
        }
    }

    /** Keys and values for an application of one route, and more of them: a start of the other routes would take its time. */
    static String[] only(Route route, String... more) {
        return Stream.concat(
                        List.of(Route.values()).stream()
                                .filter(other -> other != route)
                                .flatMap(other -> Stream.of("routes." + other.label() + ".enabled", "false")),
                        Stream.of(more))
                .toArray(String[]::new);
    }

    Pipeline configure(String key, String value) {
        configuration.with(key, value);
        return this;
    }

    Settings settings() {
        return configuration.settings();
    }

    Configuration configuration() {
        return configuration;
    }

    Path directory() {
        return directory;
    }

    Sources sources() {
        return sources;
    }

    HubSpotSimulator hubSpot() {
        return hubSpot;
    }

    List<AcceptedInput> accepted(Route route) {
        return hubSpot.journal().inputs(endpoint(route));
    }

    Counters counters(Route route) {
        return hubSpot.journal().counters(endpoint(route));
    }

    static Endpoint endpoint(Route route) {
        return switch (route) {
            case BEHAVIORAL -> Endpoint.BEHAVIORAL;
            case MARKETING_UPSERT -> Endpoint.MARKETING_UPSERT;
            case MARKETING_UPDATE -> Endpoint.MARKETING_UPDATE;
        };
    }

    Pipeline start() {
        service = Service.start(settings(), Clocks.SYSTEM);
        return this;
    }

    /** With a patience that a test can wait for. */
    Pipeline start(IngestPolicy policy) {
        service = Service.start(settings(), Clocks.SYSTEM, policy);
        return this;
    }

    /** A page of the running service's HTTP port, with the status before it. */
    String page(String path) {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(address() + path)).build();
        HttpResponse<String> answer = HttpClient.newHttpClient()
                .sendAsync(request, HttpResponse.BodyHandlers.ofString())
                .join();
        return answer.statusCode() + " " + answer.body();
    }

    /** The address of the running service's HTTP port. */
    String address() {
        return "http://127.0.0.1:" + Objects.requireNonNull(service).httpPort().orElseThrow();
    }

    /** Somebody at the running service's console. */
    ConsoleVisitor visitor() {
        return new ConsoleVisitor(URI.create(address() + "/console/"));
    }

    /** As SIGTERM does. */
    void stop() {
        Objects.requireNonNull(service).close();
        service = null;
    }

    /** As a new machine has it. */
    void loseState() {
        TemporaryDirectory.delete(directory.resolve("state"));
    }

    Ledger openLedger() {
        return new Ledger(backend.bootstrapServers(), settings());
    }

    /** Until all that was published has come to an end, by the ledger. */
    void awaitRest() {
        ledgerAtRest().close();
    }

    /** Until all has come to an end with so many replays, which are published beside the sources. */
    void awaitReplayed(int replays) {
        sources.alsoPublished(replays);
        awaitRest();
    }

    /** Until all that was published has come to an end, and what the ledger says then. */
    Ledger ledgerAtRest() {
        Ledger ledger = openLedger();
        // A thread that dies is the service's to replace; what it cannot replace, it tells below.
        await().dontCatchUncaughtExceptions()
                .atMost(PATIENCE)
                .pollDelay(Duration.ZERO)
                .pollInSameThread()
                .until(() -> {
                    if (service != null) {
                        service.throwIfFailed();
                    }
                    return ledger.refreshed().atRest(sources.published());
                });
        return ledger;
    }

    /** Until an instance says so of a lane of the route. */
    LaneState awaitState(Route route, String state) {
        return awaitState(route, state, () -> {});
    }

    /** @param meanwhile called before each look */
    LaneState awaitState(Route route, String state, Runnable meanwhile) {
        try (ControlTopic control = ControlTopic.open(settings())) {
            return await().atMost(PATIENCE)
                    .pollDelay(Duration.ZERO)
                    .pollInSameThread()
                    .until(
                            () -> {
                                meanwhile.run();
                                control.catchUp();
                                return control.states().stream()
                                        .filter(lane -> lane.route().equals(route.label())
                                                && lane.state().equals(state))
                                        .findFirst()
                                        .orElse(null);
                            },
                            Objects::nonNull);
        }
    }

    /** An operator's order about all lanes of a route. */
    void order(Route route, OperatorCommand.Kind kind) {
        try (ControlTopic control = ControlTopic.open(settings())) {
            control.give(
                    new OperatorCommand(OperatorCommand.target(route), kind, "ada", "ticket 42", Instant.now(), null));
        }
    }

    /** For what only time brings about and nothing shows: say at the call what it is. */
    static void letPass(Duration span) {
        await().pollDelay(span).atMost(span.plus(PATIENCE)).until(() -> true);
    }

    /** The audit of the routes that are read, which looks again for a while until all balances. */
    List<RouteAudit> audit() {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", backend.bootstrapServers()))) {
            return new Auditor(settings(), admin, Clocks.SYSTEM)
                    .audit(settings().enabledRoutes(), Duration.ofSeconds(15));
        }
    }

    List<ConsumerRecord<byte[], byte[]>> deadLetters() {
        return read(settings().topics().deadLetters());
    }

    /** Where the delivered events stood in the source topics, by the receipts. */
    DeliveredEvents receipts() {
        return DeliveredEvents.of(read(settings().topics().receipts()));
    }

    /** What became of all that a load generator has published here. */
    Books books(LoadTruth truth, Ledger ledger) {
        return new Bookkeeper(backend.bootstrapServers(), hubSpot.journal(), settings())
                .close(truth, ledger.reader(), 1);
    }

    List<ConsumerRecord<byte[], byte[]>> read(String topic) {
        return TopicReader.all(backend.bootstrapServers(), topic);
    }

    /** This process serves the pipeline, and is killed when that is closed if it still runs. */
    void endsWith(Process process) {
        processes.add(process);
    }

    @Override
    public void close() {
        processes.forEach(Process::destroyForcibly);
        processes.forEach(process -> process.onExit().join());
        if (service != null) {
            service.close();
        }
        sources.close();
        hubSpot.close();
        TemporaryDirectory.delete(directory);
    }

    static HubSpotAccount account() {
        return HubSpotAccount.defaults();
    }
}
