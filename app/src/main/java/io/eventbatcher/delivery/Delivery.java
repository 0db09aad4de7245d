package io.eventbatcher.delivery;

import io.eventbatcher.config.Settings;
import io.eventbatcher.control.LaneState;
import io.eventbatcher.control.OperatorCommand;
import io.eventbatcher.delivery.dispatch.Dispatcher;
import io.eventbatcher.delivery.dispatch.RetryTerms;
import io.eventbatcher.delivery.gate.RouteGates;
import io.eventbatcher.delivery.lane.AssignedLanes;
import io.eventbatcher.delivery.lane.ConsumerPositions;
import io.eventbatcher.delivery.loop.Backoff;
import io.eventbatcher.delivery.loop.DeliveryCounters;
import io.eventbatcher.delivery.loop.DeliveryFailedException;
import io.eventbatcher.delivery.loop.Mailbox;
import io.eventbatcher.delivery.loop.Timers;
import io.eventbatcher.delivery.rate.RateClaimsTopic;
import io.eventbatcher.delivery.rate.RateShares;
import io.eventbatcher.delivery.settle.BatchPurger;
import io.eventbatcher.delivery.settle.Fencing;
import io.eventbatcher.delivery.settle.Settler;
import io.eventbatcher.health.PollThreads;
import io.eventbatcher.hubspot.HubSpotClient;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The delivery half, running: from the batches topics to HubSpot. */
public final class Delivery implements AutoCloseable {
    /** What {@link #close()} allows for requests in flight. */
    public static final Duration DEFAULT_STOP_BOUND = Duration.ofSeconds(20);

    private static final Duration LEAVE_GROUP_BOUND = Duration.ofSeconds(5);
    private static final Logger LOG = LoggerFactory.getLogger(Delivery.class);

    private final DeliveryCounters progress = new DeliveryCounters();
    private final CompletableFuture<DeliveryFailedException> failed = new CompletableFuture<>();
    private final CountDownLatch ended = new CountDownLatch(1);
    private final ScheduledExecutorService scheduler;
    private final Consumer<byte[], byte[]> consumer;
    private final Settler settler;
    private final BatchPurger purge;
    private final RouteGates gates;
    private final Mailbox mailbox;
    private final Dispatcher desk;
    private final DeliveryLoop loop;
    private final RateClaimsTopic claims;

    private Delivery(Settings settings, HubSpotClient client, Clock clock) {
        DeliveryKafkaClients clients = new DeliveryKafkaClients(settings);
        mailbox = new Mailbox();
        scheduler = Executors.newSingleThreadScheduledExecutor(task -> daemon(task, "delivery-timers"));
        Timers timers = (delay, action) -> {
            var unused = scheduler.schedule(action, delay.toNanos(), TimeUnit.NANOSECONDS);
        };
        consumer = clients.consumer();
        gates = new RouteGates(settings, timers, mailbox, clock, System::nanoTime);
        Backoff backoff = new Backoff(RandomGenerator.getDefault());
        RetryTerms terms = new RetryTerms(backoff, settings.hubspot().answers().expireAfter(), clock);
        desk = new Dispatcher(client, gates, mailbox, timers, terms, progress, settings.instance());
        ConsumerPositions positions = new ConsumerPositions(consumer, settings.topics(), clock);
        Fencing fencing = new Fencing(settings.instance(), clock);
        settler = new Settler(positions, clients::producer, settings.topics(), clock, progress, fencing);
        purge = new BatchPurger(clients::admin);
        AssignedLanes lanes = new AssignedLanes(consumer, positions, settings);
        RateShares budgets = gates.budgets();
        loop = new DeliveryLoop(
                consumer,
                lanes,
                positions,
                mailbox,
                desk,
                settler,
                purge,
                budgets,
                HandoverTimeouts.revocationBound(settings),
                clock);
        client.onLimits((route, said) -> mailbox.post(() -> budgets.correct(route, said)));
        claims = new RateClaimsTopic(
                settings.topics().rates(),
                settings.applicationId(),
                clients::claimsConsumer,
                clients::claimsProducer,
                mailbox,
                budgets::turn);
    }

    /**
     * Starts delivering in the background. The topics must exist.
     *
     * @param client stays the caller's, to be closed after this
     */
    public static Delivery start(Settings settings, HubSpotClient client, Clock clock) {
        return start(settings, client, clock, List.of());
    }

    /**
     * Starts delivering in the background. The topics must exist.
     *
     * @param client stays the caller's, to be closed after this
     * @param orders obeyed before anything is sent
     */
    public static Delivery start(Settings settings, HubSpotClient client, Clock clock, List<OperatorCommand> orders) {
        Delivery delivery = new Delivery(settings, client, clock);
        orders.forEach(delivery::obey);
        delivery.purge.start(settings.upkeep().purgeInterval());
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
            loop.run();
        } catch (InterruptedException | RuntimeException | Error cause) {
            DeliveryFailedException failure = explained(cause);
            LOG.atError().setCause(failure).log("Delivery stops.");
            failed.complete(failure);
        } finally {
            leave();
        }
    }

    private static DeliveryFailedException explained(Throwable cause) {
        if (cause instanceof DeliveryFailedException failure) {
            return failure;
        }
        // as the consumer wraps what is thrown while lanes are revoked
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
                        + "). What is not settled is sent again after a" + " restart.",
                cause);
    }

    private void leave() {
        claims.stop();
        try {
            consumer.close(CloseOptions.timeout(LEAVE_GROUP_BOUND));
        } catch (KafkaException unreachable) {
            LOG.atWarn().addKeyValue("cause", unreachable.toString()).log("Left the group without saying so.");
        } finally {
            settler.close();
            purge.close();
            scheduler.shutdownNow();
            ended.countDown();
        }
    }

    /** Any thread: does what an operator wants, soon. */
    public void obey(OperatorCommand order) {
        mailbox.post(() -> gates.obey(order));
    }

    /** Any thread: how the lanes of this instance stood a moment ago. */
    public List<LaneState> lanes() {
        return desk.states();
    }

    /** Completes when delivery ended by itself, with the reason. */
    public CompletableFuture<DeliveryFailedException> failed() {
        return failed.copy();
    }

    /** What keeps this half from working, as a clause; empty while its thread polls. */
    public Optional<String> trouble() {
        return ended.getCount() == 0
                ? Optional.of("delivery has ended")
                : PollThreads.trouble("delivery", consumer.metrics());
    }

    /** How it gets on. Any thread, at any time. */
    public DeliverySnapshot snapshot() {
        return DeliverySnapshot.of(progress, gates);
    }

    @Override
    public void close() {
        close(DEFAULT_STOP_BOUND);
    }

    /**
     * Stops: sends no more, waits for requests in flight, settles, leaves the group. Returns when that is done, or the bound is
     * over; what was in flight and is not settled by then is sent again by whoever has the lane next.
     */
    public void close(Duration bound) {
        Duration reserve = bound.dividedBy(4);
        loop.stop(bound.minus(reserve.compareTo(LEAVE_GROUP_BOUND) < 0 ? reserve : LEAVE_GROUP_BOUND));
        try {
            if (!ended.await(bound.toNanos(), TimeUnit.NANOSECONDS)) {
                LOG.atWarn()
                        .log(
                                "Delivery could not settle everything in the time a stop may take; the rest is sent again at the"
                                        + " next start.");
            }
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
    }
}
