package io.eventbatcher.sandbox.torture.run;

import io.eventbatcher.sandbox.simulator.HubSpotSimulator;
import io.eventbatcher.sandbox.simulator.api.Endpoint;
import io.eventbatcher.sandbox.simulator.faults.Effect;
import io.eventbatcher.sandbox.simulator.faults.Fault;
import io.eventbatcher.sandbox.simulator.rules.RepeatedUuids;
import io.eventbatcher.sandbox.stack.EmbeddedStack;
import io.eventbatcher.sandbox.torture.faults.ApiFault;
import io.eventbatcher.sandbox.torture.faults.DeliveryRecorder;
import io.eventbatcher.sandbox.torture.faults.FaultCounts;
import io.eventbatcher.sandbox.torture.faults.FaultKinds;
import io.eventbatcher.sandbox.torture.faults.FaultTarget;
import io.eventbatcher.sandbox.torture.faults.KillTrigger;
import io.eventbatcher.sandbox.torture.faults.RequestFaults;
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
public final class FaultRig implements FaultTarget, AutoCloseable {
    /** Requests that came before the API goes down get their answers, so that what is lost with it was not carried out. */
    private static final Duration ANSWERS = Duration.ofMillis(1_500);

    private static final Duration WRITE_PATIENCE = Duration.ofSeconds(5);

    private final EmbeddedStack stack;
    private final Fleet fleet;
    private final DeliveryRecorder witness;
    private final RequestFaults storm;
    private final FaultCounts tallies;
    private final ScheduledExecutorService timers;
    private final List<String> batchingTopics;
    /** One at a time: what takes the broker or the API away must bring it back before the next does so. */
    private final ExecutorService outages = Executors.newSingleThreadExecutor(task -> new Thread(task, "outages"));

    private final AtomicReference<@Nullable RuntimeException> failure = new AtomicReference<>();

    /** @param batchingTopics to which the batching half writes in its transactions */
    public FaultRig(
            EmbeddedStack stack,
            Fleet fleet,
            DeliveryRecorder witness,
            RequestFaults storm,
            FaultCounts tallies,
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
        tallies.count(FaultKinds.KILL);
        fleet.kill(instance, FaultKinds.KILL, restartAfter);
    }

    @Override
    public void killWhileBatching(String instance, Duration restartAfter) {
        outage(() -> {
            tallies.count(FaultKinds.KILL_WHILE_BATCHING);
            try (WriteWatcher writes = new WriteWatcher(stack.broker().bootstrapServers())) {
                writes.awaitNext(batchingTopics, WRITE_PATIENCE);
            }
            fleet.kill(instance, FaultKinds.KILL_WHILE_BATCHING, restartAfter);
        });
    }

    @Override
    public void arm(KillTrigger trigger) {
        witness.arm(trigger);
    }

    @Override
    public void leave(String instance, Duration restartAfter) {
        tallies.count(FaultKinds.LEAVE);
        fleet.terminate(instance, restartAfter);
    }

    @Override
    public void join(String instance, Duration stay) {
        tallies.count(FaultKinds.JOIN);
        fleet.start(instance);
        later(stay, () -> fleet.dismiss(instance));
    }

    @Override
    public void restartBroker(Duration down) {
        outage(() -> {
            tallies.count(FaultKinds.BROKER);
            stack.broker().stop();
            TimeUnit.MILLISECONDS.sleep(down.toMillis());
            stack.broker().restart();
        });
    }

    @Override
    public void registryOutage(int status, Duration length) {
        tallies.count(FaultKinds.REGISTRY);
        stack.registry().answerWith(status);
        later(length, () -> stack.registry().answerNormally());
    }

    @Override
    public void refuseConnections(Duration length) {
        outage(() -> {
            tallies.count(FaultKinds.REFUSED);
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
        tallies.count(FaultKinds.KNOWN_UUIDS);
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
    public void requireWhatIsWatched() throws InterruptedException {
        try (WriteWatcher writes = new WriteWatcher(stack.broker().bootstrapServers())) {
            writes.require(batchingTopics);
        }
    }

    /** Ends all that was begun, and waits until everything is up again. */
    public void calmDown() throws InterruptedException {
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
