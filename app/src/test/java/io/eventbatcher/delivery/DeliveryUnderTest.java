package io.eventbatcher.delivery;

import io.eventbatcher.config.Settings;
import io.eventbatcher.control.LaneState;
import io.eventbatcher.control.OperatorCommand;
import io.eventbatcher.delivery.loop.Mailbox;
import io.eventbatcher.delivery.rate.RateClaim;
import io.eventbatcher.hubspot.HubSpotClient;
import io.eventbatcher.time.Clocks;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;

/**
 * The delivery half of one instance, on clients, time and chance that a simulation gives. The simulation touches the delivery half
 * nowhere else.
 */
public final class DeliveryUnderTest {
    private final Mailbox mailbox;
    private final DeliveryAssembly parts;

    /** The surroundings of an instance. */
    public interface Surroundings {
        Consumer<byte[], byte[]> consumer();

        Producer<byte[], byte[]> newProducer();

        HubSpotClient hubSpot();

        /** The queue of the mailbox, whose timed poll waits on virtual time. */
        BlockingQueue<Runnable> letters();

        Clocks clocks();

        void after(Duration delay, Runnable action);

        RandomGenerator chance();
    }

    public DeliveryUnderTest(Settings settings, Surroundings world) {
        mailbox = new Mailbox(world.letters());
        parts = new DeliveryAssembly(
                settings,
                new DeliveryPorts(
                        world.consumer(),
                        world::newProducer,
                        () -> {
                            throw new IllegalStateException("a simulation purges nothing");
                        },
                        world.hubSpot(),
                        mailbox,
                        world::after,
                        world.clocks(),
                        world.chance()));
    }

    /** Delivers until {@link #stop}. */
    public void run() throws InterruptedException {
        parts.loop.run();
    }

    /** Lets the instance stop, within this time. */
    public void stop(Duration bound) {
        parts.loop.stop(bound);
    }

    /**
     * Lets the instance hear claims on the rates.
     *
     * @param answer is given the instance's own claim, if it has something to say in return
     */
    public void hear(List<byte[]> claims, java.util.function.Consumer<byte[]> answer) {
        List<RateClaim> heard =
                claims.stream().flatMap(claim -> RateClaim.read(claim).stream()).toList();
        mailbox.post(() -> parts.rates.turn(heard).map(RateClaim::toBytes).ifPresent(answer));
    }

    public void obey(OperatorCommand command) {
        mailbox.post(() -> parts.gates.obey(command));
    }

    /** The states of the instance's lanes a moment ago. */
    public Stream<LaneState> lanes() {
        return parts.laneStates.latest().stream();
    }
}
