package io.eventbatcher.delivery.simulation;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** The time that things take on their way. */
final class Network {
    private final RandomGenerator chance;

    Network(RandomGenerator chance) {
        this.chance = chance;
    }

    /** From an instance to HubSpot, or back. */
    Duration way() {
        return between(10, 15);
    }

    /** At HubSpot. */
    Duration work() {
        return between(20, 120);
    }

    /** From one instance by way of Kafka to another. */
    Duration word() {
        return between(20, 100);
    }

    private Duration between(int from, int to) {
        return Duration.ofMillis(from + chance.nextInt(to - from + 1));
    }
}
