package io.eventbatcher.sandbox.torture;

import io.eventbatcher.sandbox.simulator.Effect;
import io.eventbatcher.sandbox.simulator.Endpoint;
import io.eventbatcher.sandbox.simulator.Fault;
import io.eventbatcher.sandbox.simulator.HubSpotSimulator;
import io.eventbatcher.sandbox.simulator.SimulatorSettings.RepeatedUuids;
import io.eventbatcher.sandbox.stack.EmbeddedStack;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The world as it is: the stack in this process, the fleet of services, the storm over the API. */
final class FaultRig implements World, AutoCloseable {
    /** Requests that came before the API goes down get their answers, so that what is lost with it was not carried out. */
    private static final Duration ANSWERS = Duration.ofMillis(1_500);

    private static final Duration WRITE_PATIENCE = Duration.ofSeconds(5);

    private final EmbeddedStack stack;
    private final Fleet fleet;
    private final DeliveryRecorder witness;
    private final RequestFaults storm;
    private final Tallies tallies;
    private final ScheduledExecutorService timers;
    private final List<String> batchingTopics;
    /** One at a time: what takes the broker or the API away must bring it back before the next does so. */
    private final ExecutorService outages = Executors.newSingleThreadExecutor(task -> new Thread(task, "outages"));

    private final AtomicReference<@Nullable RuntimeException> failure = new AtomicReference<>();

    /** @param batchingTopics to which the batching half writes in its transactions */
    FaultRig(
            EmbeddedStack stack,
            Fleet fleet,
            DeliveryRecorder witness,
            RequestFaults storm,
            Tallies tallies,
            ScheduledExecutorService timers,
            List<String> batchingTopics) {
        this.stack = stack;
        this.fleet = fleet;
        this.witness = witness;
        this.storm = storm;
        this.tallies = tallies;
        this.timers = timers;
        this.batchingTopics = List.copyOf(batchingTopics);
    }

    @Override
    public void kill(String instance, Duration restartAfter) {
        tallies.count(Schedule.KILL);
        fleet.kill(instance, Schedule.KILL, restartAfter);
    }

    @Override
    public void killWhileBatching(String instance, Duration restartAfter) {
        outage(() -> {
            tallies.count(Schedule.KILL_WHILE_BATCHING);
            try (Writes writes = new Writes(stack.broker().bootstrapServers())) {
                writes.awaitNext(batchingTopics, WRITE_PATIENCE);
            }
            fleet.kill(instance, Schedule.KILL_WHILE_BATCHING, restartAfter);
        });
    }

    @Override
    public void arm(Trap trap) {
        witness.arm(trap);
    }

    @Override
    public void leave(String instance, Duration restartAfter) {
        tallies.count(Schedule.LEAVE);
        fleet.terminate(instance, restartAfter);
    }

    @Override
    public void join(String instance, Duration stay) {
        tallies.count(Schedule.JOIN);
        fleet.start(instance);
        later(stay, () -> fleet.dismiss(instance));
    }

    @Override
    public void restartBroker(Duration down) {
        outage(() -> {
            tallies.count(Schedule.BROKER);
            stack.broker().stop();
            TimeUnit.MILLISECONDS.sleep(down.toMillis());
            stack.broker().restart();
        });
    }

    @Override
    public void registryOutage(int status, Duration length) {
        tallies.count(Schedule.REGISTRY);
        stack.registry().answerWith(status);
        later(length, () -> stack.registry().answerNormally());
    }

    @Override
    public void refuseConnections(Duration length) {
        outage(() -> {
            tallies.count(Schedule.REFUSED);
            HubSpotSimulator api = stack.simulator();
            api.faults().add(Fault.always(new Effect.Reset(false)));
            TimeUnit.MILLISECONDS.sleep(ANSWERS.toMillis());
            api.refuseConnections();
            TimeUnit.MILLISECONDS.sleep(length.toMillis());
            api.listenAgain();
            api.faults().clear();
        });
    }

    @Override
    public void refuseKnownUuids(Duration length) {
        tallies.count(Schedule.KNOWN_UUIDS);
        stack.simulator().answerRepeatedUuids(RepeatedUuids.REJECTED);
        later(length, () -> stack.simulator().answerRepeatedUuids(RepeatedUuids.ACCEPTED_SILENTLY));
    }

    @Override
    public void burst(ApiFault fault, Optional<Endpoint> endpoint, double share, Duration length) {
        storm.burst(fault, endpoint, share, length);
    }

    /**
     * Without the topics whose writes it waits for, a kill in the midst of batching would be a kill like any other.
     *
     * @throws IllegalStateException if one does not exist: it was renamed
     */
    void requireWhatIsWatched() throws InterruptedException {
        try (Writes writes = new Writes(stack.broker().bootstrapServers())) {
            writes.require(batchingTopics);
        }
    }

    /** Ends all that was begun, and waits until everything is up again. */
    void calmDown() throws InterruptedException {
        storm.calmDown();
        witness.disarm();
        outages.shutdown();
        if (!outages.awaitTermination(2, TimeUnit.MINUTES)) {
            throw new IllegalStateException("The broker or the API did not come up again within two minutes.");
        }
        RuntimeException failed = failure.get();
        if (failed != null) {
            throw new IllegalStateException("The kit could not bring up again what it took away.", failed);
        }
        stack.registry().answerNormally();
        stack.simulator().answerRepeatedUuids(RepeatedUuids.ACCEPTED_SILENTLY);
    }

    private interface Outage {
        void run() throws InterruptedException;
    }

    private void outage(Outage outage) {
        outages.execute(() -> {
            try {
                outage.run();
            } catch (InterruptedException hurry) {
                Thread.currentThread().interrupt();
            } catch (RuntimeException failed) {
                failure.compareAndSet(null, failed);
            }
        });
    }

    private void later(Duration delay, Runnable action) {
        var unused = timers.schedule(action, delay.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        outages.shutdownNow();
    }
}
