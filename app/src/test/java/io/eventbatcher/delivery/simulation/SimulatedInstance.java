package io.eventbatcher.delivery.simulation;

import io.eventbatcher.config.Settings;
import io.eventbatcher.control.LaneState;
import io.eventbatcher.control.OperatorCommand;
import io.eventbatcher.delivery.DeliveryUnderTest;
import io.eventbatcher.hubspot.HubSpotClient;
import io.eventbatcher.route.Route;
import io.eventbatcher.time.Clocks;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.TopicPartition;

/** One instance of the service, from its start to its end. */
final class SimulatedInstance implements DeliveryUnderTest.Surroundings {
    private final Simulation simulation;
    private final String name;
    private final SteppedClock clock;
    private final Random chance;
    private final Fiber fiber;
    private final SimulatedConsumer consumer;
    private final SimulatedClient client;
    private final LetterQueue letters;
    private final DeliveryUnderTest delivery;
    private final String transactions;
    private final SettlingFaults faults;
    private List<byte[]> claims = new ArrayList<>();

    SimulatedInstance(Simulation simulation, String name, Settings settings, long seed, SettlingFaults faults) {
        this.simulation = simulation;
        this.name = name;
        this.faults = faults;
        clock = new SteppedClock(simulation.time());
        chance = new Random(seed);
        transactions = settings.applicationId() + "-delivery-" + name;
        fiber = Fiber.start(simulation.time(), name, this::run);
        consumer = new SimulatedConsumer(simulation, fiber, name, this::released);
        client = new SimulatedClient(simulation, this, settings);
        letters = new LetterQueue(fiber);
        delivery = new DeliveryUnderTest(settings, this);
        exchangeClaims();
    }

    private void run() {
        try {
            delivery.run();
        } catch (InterruptedException impossible) {
            throw new IllegalStateException(impossible);
        } finally {
            leave();
        }
    }

    private void leave() {
        if (fiber.alive()) {
            consumer.close(CloseOptions.timeout(Duration.ZERO));
            simulation.ended(this);
        }
    }

    /** What was decided is settled by now, unless settling has failed. */
    private void released(List<TopicPartition> lanes) {
        if (faults.lately()) {
            simulation.abandon(lanes);
        }
    }

    /** Hears the others, and says what it claims itself. */
    private void exchangeClaims() {
        if (alive()) {
            List<byte[]> news = claims;
            claims = new ArrayList<>();
            delivery.hear(news, simulation::tell);
            after(simulation.setup().idle(), this::exchangeClaims);
        }
    }

    /** Another instance's claim, or its own. */
    void hear(byte[] claim) {
        claims.add(claim);
    }

    String name() {
        return name;
    }

    boolean alive() {
        return fiber.alive();
    }

    /** True if the group takes this instance for the owner of the lane. */
    boolean owns(TopicPartition lane) {
        ConsumerGroup.Member member = consumer.member();
        return member != null && member.id().equals(simulation.kafka().group().owner(lane));
    }

    /** The lanes that the group takes for this instance's. */
    List<TopicPartition> lanesOfTheGroup() {
        return simulation.kafka().lanes().stream().filter(this::owns).toList();
    }

    Stream<LaneState> lanes() {
        return delivery.lanes();
    }

    /** True if a lane of the route is halted. */
    boolean isHalted(Route route) {
        return lanes().anyMatch(lane ->
                lane.route().equals(route.label()) && lane.state().equals("halted"));
    }

    /** An operator orders dead letters of what the route rejects, for a while. */
    void deadLetter(Route route) {
        Instant now = clock.instant();
        delivery.obey(new OperatorCommand(
                OperatorCommand.target(route),
                OperatorCommand.Kind.DEAD_LETTER,
                "ada",
                "",
                now,
                now.plus(Duration.ofMinutes(1))));
    }

    /** Asks the instance to stop. */
    void stop(Duration bound) {
        delivery.stop(bound);
    }

    /** The instance is gone without a word. */
    void kill() {
        fiber.kill();
        simulation.killed(this);
        ConsumerGroup.Member member = consumer.member();
        if (member != null) {
            simulation
                    .time()
                    .after(
                            ConsumerGroup.SESSION,
                            () -> simulation.kafka().group().remove(member));
        }
    }

    /** Ends with the simulation. */
    void end() {
        fiber.kill();
    }

    /** The process stands still. The group forgets it if that takes longer than its session. */
    void suspend(Duration duration) {
        fiber.suspend(duration);
        ConsumerGroup.Member member = consumer.member();
        if (member != null && duration.compareTo(ConsumerGroup.SESSION) > 0) {
            simulation.time().after(ConsumerGroup.SESSION, () -> {
                simulation.abandon(lanesOfTheGroup());
                simulation.kafka().group().remove(member);
            });
        }
    }

    void stepClock(Duration by) {
        clock.step(by);
    }

    @Override
    public Consumer<byte[], byte[]> consumer() {
        return consumer;
    }

    @Override
    public Producer<byte[], byte[]> newProducer() {
        return new SimulatedProducer(simulation.kafka(), fiber, transactions, faults);
    }

    @Override
    public HubSpotClient hubSpot() {
        return client;
    }

    @Override
    public BlockingQueue<Runnable> letters() {
        return letters;
    }

    @Override
    public Clocks clocks() {
        return clock;
    }

    @Override
    public void after(Duration delay, Runnable action) {
        simulation.time().after(delay, () -> {
            if (alive()) {
                action.run();
            }
        });
    }

    @Override
    public RandomGenerator chance() {
        return chance;
    }

    @Override
    public String toString() {
        return name;
    }
}
