package io.eventbatcher.sandbox.torture.run;

import io.eventbatcher.route.Route;
import io.eventbatcher.sandbox.simulator.HubSpotSimulator;
import io.eventbatcher.sandbox.simulator.api.Endpoint;
import io.eventbatcher.sandbox.simulator.faults.Effect;
import io.eventbatcher.sandbox.simulator.faults.Fault;
import io.eventbatcher.sandbox.simulator.rules.RepeatedUuids;
import io.eventbatcher.sandbox.stack.EmbeddedStack;
import io.eventbatcher.sandbox.torture.faults.ApiFault;
import io.eventbatcher.sandbox.torture.faults.Culprit;
import io.eventbatcher.sandbox.torture.faults.DeliveryRecorder;
import io.eventbatcher.sandbox.torture.faults.FaultCounts;
import io.eventbatcher.sandbox.torture.faults.FaultKinds;
import io.eventbatcher.sandbox.torture.faults.FaultTarget;
import io.eventbatcher.sandbox.torture.faults.KillTrigger;
import io.eventbatcher.sandbox.torture.faults.RequestFaults;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Carries out the faults on the stack in this process, the fleet of services, and the simulator's requests. */
public final class FaultRig implements FaultTarget, AutoCloseable {
    /**
     * Earlier requests get their answers before the API goes down, because only requests that were not carried out may lose their answers.
     */
    private static final Duration ANSWERS = Duration.ofMillis(1_500);

    private static final Duration WRITE_PATIENCE = Duration.ofSeconds(5);

    private final EmbeddedStack stack;
    private final Fleet fleet;
    private final DeliveryRecorder recorder;
    private final RequestFaults requestFaults;
    private final FaultCounts counts;
    private final ScheduledExecutorService timers;
    private final Surroundings surroundings;
    /** One at a time: an outage of broker or API must end before the next begins. */
    private final ExecutorService outages = Executors.newSingleThreadExecutor(task -> new Thread(task, "outages"));

    private final AtomicReference<@Nullable RuntimeException> failure = new AtomicReference<>();

    /** @param surroundings of the service, beside the stack */
    public FaultRig(
            EmbeddedStack stack,
            Fleet fleet,
            DeliveryRecorder recorder,
            RequestFaults requestFaults,
            FaultCounts counts,
            ScheduledExecutorService timers,
            Surroundings surroundings) {
        this.stack = stack;
        this.fleet = fleet;
        this.recorder = recorder;
        this.requestFaults = requestFaults;
        this.counts = counts;
        this.timers = timers;
        this.surroundings = surroundings;
    }

    @Override
    public void kill(String instance, Duration restartAfter) {
        counts.count(FaultKinds.KILL);
        fleet.kill(instance, FaultKinds.KILL, restartAfter);
    }

    @Override
    public void killWhileBatching(String instance, Duration restartAfter) {
        outage(() -> {
            counts.count(FaultKinds.KILL_WHILE_BATCHING);
            try (WriteWatcher writes = new WriteWatcher(stack.broker().bootstrapServers())) {
                // a request to the broker takes a millisecond or two, and needs no pause
                var unused = writes.awaitNext(surroundings.batchingTopics(), WRITE_PATIENCE, Duration.ZERO);
            }
            fleet.kill(instance, FaultKinds.KILL_WHILE_BATCHING, restartAfter);
        });
    }

    @Override
    public void arm(KillTrigger trigger) {
        recorder.arm(trigger);
    }

    @Override
    public void leave(String instance, Duration restartAfter) {
        counts.count(FaultKinds.LEAVE);
        fleet.terminate(instance, restartAfter);
    }

    @Override
    public void join(String instance, Duration stay) {
        counts.count(FaultKinds.JOIN);
        fleet.start(instance);
        later(stay, () -> fleet.dismiss(instance));
    }

    @Override
    public void restartBroker(Duration down) {
        outage(() -> {
            counts.count(FaultKinds.BROKER);
            stack.broker().stop();
            TimeUnit.MILLISECONDS.sleep(down.toMillis());
            stack.broker().restart();
        });
    }

    @Override
    public void registryOutage(int status, Duration length) {
        counts.count(FaultKinds.REGISTRY);
        stack.registry().answerWith(status);
        later(length, () -> stack.registry().answerNormally());
    }

    @Override
    public void refuseConnections(Duration length) {
        outage(() -> {
            counts.count(FaultKinds.REFUSED);
            HubSpotSimulator api = stack.simulator();
            api.faults().add(Fault.always(new Effect.Reset(false)));
            TimeUnit.MILLISECONDS.sleep(ANSWERS.toMillis());
            surroundings.gateway().refuse();
            api.refuseConnections();
            TimeUnit.MILLISECONDS.sleep(length.toMillis());
            api.listenAgain();
            surroundings.gateway().listen();
            api.faults().clear();
        });
    }

    @Override
    public void refuseKnownUuids(Duration length) {
        counts.count(FaultKinds.KNOWN_UUIDS);
        stack.simulator().answerRepeatedUuids(RepeatedUuids.REJECTED);
        later(length, () -> stack.simulator().answerRepeatedUuids(RepeatedUuids.ACCEPTED_SILENTLY));
    }

    @Override
    public void growTopic(Route route, int more) {
        onTopics(FaultKinds.TOPIC_GROWN, topics -> topics.grow(route, more));
    }

    @Override
    public void recreateTopic(boolean longer) {
        onTopics(FaultKinds.TOPIC_RECREATED, topics -> topics.recreate(longer));
    }

    @Override
    public void expireRecords(int records) {
        onTopics(FaultKinds.RECORDS_EXPIRED, topics -> topics.expire(records));
    }

    @Override
    public void refuseDeadLetters(Duration length) {
        onTopics(FaultKinds.DEAD_LETTERS_REFUSED, topics -> topics.refuseDeadLetters(length));
    }

    /** Broker, API and topics suffer one fault at a time. */
    private void onTopics(String kind, TopicRig.Fault fault) {
        outage(() -> count(kind, fault.befalls(surroundings.topics())));
    }

    private void count(String kind, boolean befell) {
        counts.count(befell ? kind : kind + FaultCounts.IN_VAIN);
    }

    @Override
    public void stepClock(String instance, Duration by) {
        count(FaultKinds.CLOCK_STEP, fleet.stepClock(instance, by));
    }

    @Override
    public void swallowConnections() {
        counts.count(FaultKinds.CONNECTIONS_SWALLOW);
        surroundings.gateway().swallow();
    }

    @Override
    public void publishUnreadableSchema(int number) {
        counts.count(FaultKinds.SCHEMA_UNREADABLE);
        surroundings.traffic().underUnreadableSchema(number);
    }

    @Override
    public void publishTooLarge() {
        counts.count(FaultKinds.RECORD_TOO_LARGE);
        surroundings.traffic().tooLarge();
    }

    @Override
    public void ask(Culprit kind) {
        surroundings.traffic().ask(kind);
    }

    @Override
    public void burst(ApiFault fault, Optional<Endpoint> endpoint, double share, Duration length) {
        requestFaults.burst(fault, endpoint, share, length);
    }

    /**
     * Without the watched topics, a kill during batching would be a kill at any moment.
     *
     * @throws IllegalStateException if a topic does not exist, because it was renamed
     */
    public void requireWhatIsWatched() throws InterruptedException {
        try (WriteWatcher writes = new WriteWatcher(stack.broker().bootstrapServers())) {
            writes.require(surroundings.batchingTopics());
        }
    }

    /** Ends all faults, and waits until broker, registry and API are up again. */
    public void calmDown() throws InterruptedException {
        requestFaults.calmDown();
        recorder.disarm();
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
        void run() throws InterruptedException, ExecutionException, TimeoutException;
    }

    private void outage(Outage outage) {
        outages.execute(() -> {
            try {
                outage.run();
            } catch (InterruptedException hurry) {
                Thread.currentThread().interrupt();
            } catch (ExecutionException | TimeoutException silent) {
                failure.compareAndSet(null, new IllegalStateException("The broker does not answer the kit.", silent));
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
        surroundings.close();
    }
}
