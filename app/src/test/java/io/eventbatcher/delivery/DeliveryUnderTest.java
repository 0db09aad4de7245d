package io.eventbatcher.delivery;

import io.eventbatcher.config.Settings;
import io.eventbatcher.control.LaneState;
import io.eventbatcher.delivery.dispatch.Dispatcher;
import io.eventbatcher.delivery.dispatch.RetryTerms;
import io.eventbatcher.delivery.gate.RouteGates;
import io.eventbatcher.delivery.lane.AssignedLanes;
import io.eventbatcher.delivery.lane.ConsumerPositions;
import io.eventbatcher.delivery.loop.Backoff;
import io.eventbatcher.delivery.loop.DeliveryCounters;
import io.eventbatcher.delivery.loop.Mailbox;
import io.eventbatcher.delivery.loop.Timers;
import io.eventbatcher.delivery.rate.RateClaim;
import io.eventbatcher.delivery.settle.BatchPurger;
import io.eventbatcher.delivery.settle.Fencing;
import io.eventbatcher.delivery.settle.Settler;
import io.eventbatcher.hubspot.HubSpotClient;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;

/**
 * The delivery half of one instance, put together as {@link Delivery} does it, on clients, time and chance that a simulation gives.
 * The simulation touches the delivery half nowhere else.
 */
public final class DeliveryUnderTest {
    private final Mailbox mailbox;
    private final RouteGates gates;
    private final Dispatcher dispatcher;
    private final DeliveryLoop loop;

    /** What surrounds an instance. */
    public interface Surroundings {
        Consumer<byte[], byte[]> consumer();

        Producer<byte[], byte[]> newProducer();

        HubSpotClient hubSpot();

        /** The queue of the mailbox, whose timed poll waits as time passes here. */
        BlockingQueue<Runnable> letters();

        Clock clock();

        long nanoTime();

        void after(Duration delay, Runnable action);

        RandomGenerator chance();
    }

    public DeliveryUnderTest(Settings settings, Surroundings world) {
        Clock clock = world.clock();
        Timers timers = world::after;
        DeliveryCounters progress = new DeliveryCounters();
        mailbox = new Mailbox(world.letters());
        gates = new RouteGates(settings, timers, mailbox, clock, world::nanoTime);
        RetryTerms terms = new RetryTerms(
                new Backoff(world.chance()), settings.hubspot().answers().expireAfter(), clock);
        dispatcher = new Dispatcher(world.hubSpot(), gates, mailbox, timers, terms, progress, settings.instance());
        ConsumerPositions positions = new ConsumerPositions(world.consumer(), settings.topics(), clock);
        loop = new DeliveryLoop(
                world.consumer(),
                new AssignedLanes(world.consumer(), positions, settings),
                positions,
                mailbox,
                dispatcher,
                new Settler(
                        positions,
                        world::newProducer,
                        settings.topics(),
                        clock,
                        progress,
                        new Fencing(settings.instance(), clock)),
                new BatchPurger(() -> {
                    throw new IllegalStateException("the simulation purges by itself");
                }),
                gates.budgets(),
                HandoverTimeouts.revocationBound(settings),
                clock);
    }

    /** Delivers until {@link #stop}. */
    public void run() throws InterruptedException {
        loop.run();
    }

    /** Lets the instance stop, within this time. */
    public void stop(Duration bound) {
        loop.stop(bound);
    }

    /**
     * Lets the instance hear what instances claim of the rates.
     *
     * @param answer is given what the instance has to say in return, if anything
     */
    public void hear(List<byte[]> claims, java.util.function.Consumer<byte[]> answer) {
        List<RateClaim> heard =
                claims.stream().flatMap(claim -> RateClaim.read(claim).stream()).toList();
        mailbox.post(() -> gates.budgets().turn(heard).map(RateClaim::toBytes).ifPresent(answer));
    }

    /** How the lanes of the instance stood a moment ago. */
    public Stream<LaneState> lanes() {
        return dispatcher.states().stream();
    }
}
