package io.eventbatcher.delivery.simulation;

import io.eventbatcher.config.Settings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.MDC;

/** A run: instances of the delivery half, a Kafka, a HubSpot, and the workload. All chance comes from one seed. */
final class Simulation implements AutoCloseable {
    private final Setup setup;
    private final Settings settings;
    private final SimulatedTime time;
    private final Random seeds;
    private final SimulatedKafka kafka;
    private final Workload workload;
    private final SimulatedHubSpot hubSpot;
    private final Network network;
    private final SettlingFaults settlingFaults;
    private final Random trafficChance;
    private final Observers observers = new Observers();
    private final List<SimulatedInstance> instances = new ArrayList<>();

    Simulation(Setup setup, long seed) {
        this.setup = setup;
        MDC.put(Fiber.QUIET, "quiet");
        time = new SimulatedTime(setup.start());
        seeds = new Random(seed);
        settings = setup.settings("any");
        kafka = new SimulatedKafka(time, settings);
        workload = new Workload(kafka);
        hubSpot = new SimulatedHubSpot(new Random(seeds.nextLong()));
        network = new Network(new Random(seeds.nextLong()));
        settlingFaults = new SettlingFaults(time, new Random(seeds.nextLong()));
        trafficChance = new Random(seeds.nextLong());
        observers.add(new SettlementCheck(this));
        kafka.onCommit(observers::committed);
    }

    Setup setup() {
        return setup;
    }

    /** The settings that all instances have in common. */
    Settings settings() {
        return settings;
    }

    SimulatedTime time() {
        return time;
    }

    SimulatedKafka kafka() {
        return kafka;
    }

    SimulatedHubSpot hubSpot() {
        return hubSpot;
    }

    Network network() {
        return network;
    }

    Workload workload() {
        return workload;
    }

    SettlingFaults settlingFaults() {
        return settlingFaults;
    }

    /** The chance that traffic is made with. */
    Random trafficChance() {
        return trafficChance;
    }

    Observers observers() {
        return observers;
    }

    /** Starts an instance. One that had this name before must be gone. */
    SimulatedInstance start(String name) {
        SimulatedInstance instance =
                new SimulatedInstance(this, name, setup.settings(name), seeds.nextLong(), settlingFaults);
        instances.add(instance);
        return instance;
    }

    /** The instances that run. */
    Stream<SimulatedInstance> running() {
        return instances.stream().filter(SimulatedInstance::alive);
    }

    /** The running instance of this name. */
    Optional<SimulatedInstance> instance(String name) {
        return running().filter(instance -> instance.name().equals(name)).findFirst();
    }

    /** All instances hear this claim, each in its own time. */
    void tell(byte[] claim) {
        running().forEach(instance -> time.after(network.word(), () -> instance.hear(claim)));
    }

    void abandon(List<TopicPartition> lanes) {
        lanes.forEach(observers::abandoned);
    }

    /** The instance was killed. */
    void killed(SimulatedInstance instance) {
        abandon(instance.lanesOfTheGroup());
        observers.gone(instance);
    }

    /** The instance has ended by itself, which is right only when it was to stop. */
    void ended(SimulatedInstance instance) {
        observers.gone(instance);
    }

    /** Nothing is wrong any more, but for events that HubSpot refuses for good. */
    void mend() {
        hubSpot.mend();
        settlingFaults.befall(0);
        settlingFaults.refuse(Set.of());
    }

    /** The virtual time since the beginning. */
    Duration elapsed() {
        return Duration.ofNanos(time.nanos());
    }

    /** Time passes. */
    void pass(Duration duration) {
        time.pass(duration);
    }

    /** Ends all instances where they are. */
    @Override
    public void close() {
        instances.forEach(SimulatedInstance::end);
        time.pass(Duration.ofMillis(1));
        MDC.remove(Fiber.QUIET);
    }
}
