package io.eventbatcher.service;

import io.eventbatcher.batching.Batching;
import io.eventbatcher.config.ConfigurationException;
import io.eventbatcher.config.Settings;
import io.eventbatcher.console.Console;
import io.eventbatcher.control.ControlTopic;
import io.eventbatcher.control.OperatorChannel;
import io.eventbatcher.delivery.Delivery;
import io.eventbatcher.delivery.DeliverySnapshot;
import io.eventbatcher.health.HealthPart;
import io.eventbatcher.hubspot.HubSpotClient;
import io.eventbatcher.hubspot.http.OkHttpHubSpotClient;
import io.eventbatcher.ingest.IngestPolicy;
import io.eventbatcher.ingest.registry.AsyncSchemaCache;
import io.eventbatcher.monitoring.Monitoring;
import io.eventbatcher.notification.Notifier;
import io.eventbatcher.service.signs.InstanceStates;
import io.eventbatcher.service.signs.SignsOfLife;
import io.eventbatcher.status.SystemStatus;
import io.eventbatcher.time.Clocks;
import io.eventbatcher.tracing.Tracing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Both halves, running in one process. */
public final class Service implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Service.class);

    /** A command waits longer; a page should not. */
    private static final Duration KAFKA_PATIENCE = Duration.ofSeconds(10);

    private static final Duration RUNS_BOUND = Duration.ofSeconds(3);

    private final Batching batching;
    private final IngestPartitionsWatch partitions;
    private final AsyncSchemaCache schemas;
    private final Delivery delivery;
    private final OperatorChannel operators;
    private final HubSpotClient client;
    private final SignsOfLife signs;
    private final ClockGuard clockGuard;
    private final Monitoring monitoring;
    private final Optional<Notifier> notifier;
    private final Optional<Console> console;
    private final Duration stopBound;
    private final CompletableFuture<String> failed;

    private Service(
            Batching batching,
            IngestPartitionsWatch partitions,
            AsyncSchemaCache schemas,
            Delivery delivery,
            OperatorChannel operators,
            HubSpotClient client,
            SignsOfLife signs,
            ClockGuard clockGuard,
            Monitoring monitoring,
            Optional<Notifier> notifier,
            Optional<Console> console,
            Duration stopBound) {
        this.batching = batching;
        this.partitions = partitions;
        this.schemas = schemas;
        this.delivery = delivery;
        this.operators = operators;
        this.client = client;
        this.signs = signs;
        this.clockGuard = clockGuard;
        this.monitoring = monitoring;
        this.notifier = notifier;
        this.console = console;
        this.stopBound = stopBound;
        this.failed = CompletableFuture.anyOf(
                        batching.failed(), delivery.failed().thenApply(Throwable::getMessage), clockGuard.failed())
                .thenApply(String::valueOf);
    }

    /**
     * Starts both halves.
     *
     * @throws ConfigurationException if a topic is missing or does not fit, or credentials are missing
     */
    public static Service start(Settings settings, Clocks clocks) {
        return start(settings, clocks, Decoders.policy(settings.ingest()));
    }

    /**
     * Starts both halves, with waiting times of a test.
     *
     * @throws ConfigurationException if a topic is missing or does not fit, or credentials are missing
     */
    public static Service start(Settings settings, Clocks clocks, IngestPolicy policy) {
        settings.hubspot().missingCredentials().ifPresent(missing -> {
            throw new ConfigurationException(missing);
        });
        Monitoring monitoring = Monitoring.open(settings);
        try {
            return start(settings, clocks, policy, monitoring);
        } catch (RuntimeException | Error failure) {
            monitoring.close();
            throw failure;
        }
    }

    private static Service start(Settings settings, Clocks clocks, IngestPolicy policy, Monitoring monitoring) {
        ClockGuard clockGuard = ClockGuard.start(clocks);
        new StateDirectory(settings).makeUsable();
        settings.hubspot().outdatedCredentials().ifPresent(LOG::warn);
        String cluster = Topics.checkedCluster(settings);
        ControlTopic control = ControlTopic.open(settings);
        AsyncSchemaCache schemas = Decoders.schemas(settings, policy, clocks);
        Batching batching = Batching.start(
                settings,
                Decoders.decoding(settings, schemas, policy, clocks),
                cluster,
                policy,
                clocks,
                monitoring.batching());
        HubSpotClient client =
                Tracing.around(() -> OkHttpHubSpotClient.of(settings, clocks), settings, monitoring::showSpans);
        Delivery delivery = Delivery.start(settings, client, clocks, control.commands(), monitoring.delivery());
        control.commands().forEach(batching::obey);
        InstanceStates states = new InstanceStates(settings.instance(), batching, delivery, schemas, clocks);
        OperatorChannel operators = OperatorChannel.start(control, settings, clocks, states, command -> {
            LOG.atInfo()
                    .addKeyValue("target", command.target())
                    .addKeyValue("by", command.by())
                    .log("An operator orders: {}.", command.kind());
            batching.obey(command);
            delivery.obey(command);
        });
        LOG.atInfo()
                .addKeyValue("application", settings.applicationId())
                .addKeyValue("instance", settings.instance())
                .addKeyValue("routes", settings.enabledRoutes())
                .log("Event Batcher has started.");
        IngestPartitionsWatch partitions = IngestPartitionsWatch.start(settings);
        Optional<Notifier> notifier = Notifier.start(settings, operators, clocks);
        SignsOfLife signs = SignsOfLife.start(
                settings,
                states,
                operators,
                parts(clockGuard, batching, partitions, delivery, schemas, monitoring, notifier),
                KafkaClients.admin(settings, KAFKA_PATIENCE),
                failure -> KafkaErrorMessages.explain(
                        failure, settings, Set.of(settings.topics().ledger())),
                clocks);
        monitoring.show(batching, delivery, states, signs.heartbeat(), signs::status, signs::kafkaAnswers, clocks);
        return new Service(
                batching,
                partitions,
                schemas,
                delivery,
                operators,
                client,
                signs,
                clockGuard,
                monitoring,
                notifier,
                Console.open(
                        settings,
                        signs::status,
                        failure -> KafkaErrorMessages.explain(failure, settings),
                        monitoring::mount,
                        clocks),
                settings.upkeep().shutdownTimeout());
    }

    private static List<HealthPart> parts(
            ClockGuard clockGuard,
            Batching batching,
            IngestPartitionsWatch partitions,
            Delivery delivery,
            AsyncSchemaCache schemas,
            Monitoring monitoring,
            Optional<Notifier> notifier) {
        List<HealthPart> parts = new ArrayList<>(batching.parts());
        parts.addAll(delivery.parts());
        parts.add(HealthPart.of("ingest/partitions", partitions::trouble));
        parts.add(HealthPart.of("ingest/schemas", schemas::threadTrouble));
        parts.add(HealthPart.of("instances/clock", clockGuard::trouble));
        parts.add(HealthPart.of("instances/metrics", monitoring::trouble));
        notifier.ifPresent(of -> parts.add(HealthPart.of("instances/notifications", of::trouble)));
        return parts;
    }

    /** A snapshot of delivery. */
    public DeliverySnapshot delivery() {
        return delivery.snapshot();
    }

    /** The newest status of the whole system. */
    public SystemStatus status() {
        return signs.status();
    }

    /** The number of the HTTP port, if one is open. */
    public OptionalInt httpPort() {
        return monitoring.port();
    }

    /** Completes with the reason when a half has ended by itself, or the service must end. */
    public CompletableFuture<String> failed() {
        return failed.copy();
    }

    /**
     * Fails if a half has ended by itself.
     *
     * @throws IllegalStateException with the reason
     */
    public void throwIfFailed() {
        if (failed.isDone()) {
            throw new IllegalStateException(failed.join());
        }
    }

    /** The time for runs of replays to record their ends, out of what the halves have left. */
    private static Duration runsBound(long end) {
        Duration left = Duration.ofNanos(end - System.nanoTime());
        return left.compareTo(RUNS_BOUND) < 0 ? left : RUNS_BOUND;
    }

    /** Stops within {@code upkeep.shutdown-timeout}. */
    @Override
    public void close() {
        close(stopBound);
    }

    /**
     * Stops both halves at the same time: reading ends, requests in flight are awaited and settled. The halves have nine tenths of the
     * bound; the rest is for the other parts, because platforms kill a service after the bound. No other part may make the halves wait.
     */
    public void close(Duration bound) {
        long end = System.nanoTime() + bound.toNanos();
        monitoring.stops();
        signs.stops();
        console.ifPresent(Console::stops);
        clockGuard.close();
        Duration most =
                Duration.ofNanos(end - System.nanoTime()).multipliedBy(9).dividedBy(10);
        CompletableFuture<Boolean> batchingStopped = CompletableFuture.supplyAsync(() -> batching.close(most));
        delivery.close(clockGuard.stopBound(most));
        if (!batchingStopped.join()) {
            LOG.atWarn().log("Batching could not stop in time; its last transaction is aborted, and nothing is lost.");
        }
        console.ifPresent(open -> open.close(runsBound(end)));
        notifier.ifPresent(Notifier::close);
        operators.close(Duration.ofNanos(end - System.nanoTime()));
        signs.close();
        partitions.close();
        schemas.close();
        client.close();
        // the last: an orchestrator may ask until the end
        monitoring.close();
        LOG.atInfo().log("Event Batcher has stopped.");
    }
}
