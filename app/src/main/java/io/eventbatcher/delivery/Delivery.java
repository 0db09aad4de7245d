package io.eventbatcher.delivery;

import io.eventbatcher.config.Settings;
import io.eventbatcher.control.LaneState;
import io.eventbatcher.control.OperatorCommand;
import io.eventbatcher.delivery.loop.DeliveryFailedException;
import io.eventbatcher.delivery.loop.DeliveryObserver;
import io.eventbatcher.delivery.loop.Mailbox;
import io.eventbatcher.delivery.loop.Timers;
import io.eventbatcher.delivery.rate.RateClaimsTopic;
import io.eventbatcher.health.HealthPart;
import io.eventbatcher.health.PollThreads;
import io.eventbatcher.hubspot.HubSpotClient;
import io.eventbatcher.log.Causes;
import io.eventbatcher.time.Clocks;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.ApiException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The delivery half, running: from the batches topics to HubSpot. */
public final class Delivery implements AutoCloseable {
    /** Time that {@link #close()} gives to requests in flight. */
    public static final Duration DEFAULT_STOP_BOUND = Duration.ofSeconds(20);

    private static final Duration LEAVE_GROUP_BOUND = Duration.ofSeconds(5);
    private static final Logger LOG = LoggerFactory.getLogger(Delivery.class);

    private final Mailbox mailbox = new Mailbox();
    private final CompletableFuture<DeliveryFailedException> failed = new CompletableFuture<>();
    private final CountDownLatch ended = new CountDownLatch(1);
    private final ScheduledExecutorService scheduler;
    private final Consumer<byte[], byte[]> consumer;
    private final DeliveryAssembly assembly;
    private final RateClaimsTopic claims;
    private final DeliveryProgress progress;
    private final Duration longestSilence;

    private Delivery(Settings settings, HubSpotClient client, Clocks clocks, DeliveryObserver observer) {
        DeliveryKafkaClients clients = new DeliveryKafkaClients(settings);
        longestSilence = HandoverTimeouts.longestSilence(settings);
        scheduler = Executors.newSingleThreadScheduledExecutor(task -> daemon(task, "delivery-timers"));
        Timers timers = (delay, action) -> {
            var unused = scheduler.schedule(action, delay.toNanos(), TimeUnit.NANOSECONDS);
        };
        consumer = clients.consumer();
        observer.opened("consumer", consumer);
        assembly = new DeliveryAssembly(
                settings,
                new DeliveryPorts(
                        consumer,
                        told(observer, "settler", clients::producer),
                        told(observer, "purge", clients::admin),
                        client,
                        mailbox,
                        timers,
                        clocks,
                        RandomGenerator.getDefault()),
                observer);
        progress = new DeliveryProgress(this::lanes, this::snapshot, clocks);
        client.onLimits((route, limits) -> mailbox.post(() -> assembly.rates.correct(route, limits)));
        claims = new RateClaimsTopic(
                settings.topics().rates(),
                settings.applicationId(),
                told(observer, "claims-consumer", clients::claimsConsumer),
                told(observer, "claims-producer", clients::claimsProducer),
                mailbox,
                assembly.rates::turn);
    }

    private static <T extends AutoCloseable> Supplier<T> told(
            DeliveryObserver observer, String role, Supplier<T> clients) {
        return () -> {
            T client = clients.get();
            observer.opened(role, client);
            return client;
        };
    }

    /**
     * Starts delivering in the background. The topics must exist.
     *
     * @param client stays the caller's, to be closed after this
     */
    public static Delivery start(Settings settings, HubSpotClient client, Clocks clocks) {
        return start(settings, client, clocks, List.of(), DeliveryObserver.NONE);
    }

    /**
     * Starts delivering in the background. The topics must exist.
     *
     * @param client stays the caller's, to be closed after this
     * @param commands obeyed before anything is sent
     * @param observer hears of answers and dead letters
     */
    public static Delivery start(
            Settings settings,
            HubSpotClient client,
            Clocks clocks,
            List<OperatorCommand> commands,
            DeliveryObserver observer) {
        Delivery delivery = new Delivery(settings, client, clocks, observer);
        commands.forEach(delivery::obey);
        delivery.assembly.purger.start(settings.upkeep().purgeInterval());
        daemon(delivery::run, "delivery").start();
        daemon(delivery.claims, "delivery-claims").start();
        return delivery;
    }

    private static Thread daemon(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }

    private void run() {
        try {
            assembly.loop.run();
        } catch (InterruptedException | RuntimeException | Error cause) {
            DeliveryFailedException failure = explained(cause);
            boolean explained = failure.getCause() == null || Causes.root(failure) instanceof ApiException;
            LOG.atError()
                    .addKeyValue("cause", failure.getMessage())
                    .setCause(explained ? null : failure)
                    .log("Delivery stops.");
            failed.complete(failure);
        } finally {
            leave();
        }
    }

    private static DeliveryFailedException explained(Throwable cause) {
        if (cause instanceof DeliveryFailedException failure) {
            return failure;
        }
        // the consumer wraps failures in the revocation of lanes
        if (cause.getCause() instanceof DeliveryFailedException failure) {
            return failure;
        }
        if (cause instanceof OffsetOutOfRangeException gone) {
            return new DeliveryFailedException(
                    "The committed offsets of " + gone.partitions()
                            + " no longer exist: batches were deleted before they"
                            + " were delivered. Restore the topic, or set the group's offsets to accept the loss.",
                    gone);
        }
        return new DeliveryFailedException(
                "Delivery met an error it cannot recover from (" + cause
                        + "). What is not settled is sent again after a restart.",
                cause);
    }

    private void leave() {
        claims.stop();
        try {
            consumer.close(CloseOptions.timeout(LEAVE_GROUP_BOUND));
        } catch (KafkaException unreachable) {
            LOG.atWarn().addKeyValue("cause", unreachable.toString()).log("Left the group without saying so.");
        } finally {
            assembly.settler.close();
            assembly.purger.close();
            scheduler.shutdownNow();
            ended.countDown();
        }
    }

    /** Any thread: obeys a command of an operator soon. */
    public void obey(OperatorCommand command) {
        mailbox.post(() -> assembly.gates.obey(command));
    }

    /** Any thread: the states of this instance's lanes a moment ago. */
    public List<LaneState> lanes() {
        return assembly.laneStates.latest();
    }

    /** Completes with the reason if delivery fails. */
    public CompletableFuture<DeliveryFailedException> failed() {
        return failed.copy();
    }

    /** The parts of delivery. They are well while the poll thread polls and settles, and no batch waits without a cause. */
    public List<HealthPart> parts() {
        return List.of(
                HealthPart.of("lanes/thread", this::silence),
                HealthPart.of("lanes/progress", progress::trouble),
                HealthPart.of("settling/transactions", assembly.settler::trouble),
                HealthPart.of("settling/purge", assembly.purger::trouble));
    }

    private Optional<String> silence() {
        return end().or(() -> PollThreads.trouble("delivery", consumer.metrics(), longestSilence));
    }

    private Optional<String> end() {
        return ended.getCount() == 0 ? Optional.of("delivery has ended") : Optional.empty();
    }

    /** Any thread: the trouble that a restart cures: the poll thread has ended or hangs. A thread that waits for others does not hang. */
    public Optional<String> hanging() {
        return end().or(assembly.loop::hanging);
    }

    /** Any thread. */
    public DeliverySnapshot snapshot() {
        return DeliverySnapshot.of(assembly.counters, assembly.gates, assembly.rates);
    }

    @Override
    public void close() {
        close(DEFAULT_STOP_BOUND);
    }

    /**
     * Stops: sends no more, waits for requests in flight, settles, leaves the group. Returns after that, or when the bound is over.
     * The next owner of a lane sends again everything that is not settled by then.
     */
    public void close(Duration bound) {
        Duration reserve = bound.dividedBy(4);
        assembly.loop.stop(bound.minus(reserve.compareTo(LEAVE_GROUP_BOUND) < 0 ? reserve : LEAVE_GROUP_BOUND));
        try {
            if (!ended.await(bound.toNanos(), TimeUnit.NANOSECONDS)) {
                LOG.atWarn()
                        .log(
                                "Delivery could not settle everything in the time of the stop; the next start sends the rest again.");
            }
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
    }
}
