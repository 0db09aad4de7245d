package io.eventbatcher.delivery.simulation;

import java.time.Duration;
import java.util.Set;
import java.util.random.RandomGenerator;

/** Faults of the brokers while instances settle: each try fails with some chance, while there are faults at all. */
final class SettlingFaults {
    /** Kafka's clients give up after some seconds; an instance that leaves a lane gives up after half a minute. */
    private static final Duration LATELY = Duration.ofMinutes(2);

    /** An instance that is fenced three times within a minute ends, and means to. */
    private static final Duration BETWEEN_FENCINGS = Duration.ofMinutes(1);

    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(8);

    private final SimulatedTime time;
    private final RandomGenerator chance;
    private int percent;
    private Set<String> refusing = Set.of();
    private long lastFault = Long.MIN_VALUE / 2;
    private long lastFencing = Long.MIN_VALUE / 2;

    SettlingFaults(SimulatedTime time, RandomGenerator chance) {
        this.time = time;
        this.chance = chance;
    }

    /** From now on so many of a hundred tries fail. */
    void befall(int changed) {
        percent = changed;
    }

    /** From now on these topics take no record. */
    void refuse(Set<String> topics) {
        refusing = topics;
    }

    boolean refuses(String topic) {
        boolean refused = refusing.contains(topic);
        if (refused) {
            lastFault = time.nanos();
        }
        return refused;
    }

    /** True if something failed not long ago. */
    boolean lately() {
        return time.nanos() - lastFault < LATELY.toNanos();
    }

    /** The time until a producer gives up waiting. */
    Duration silence() {
        return Duration.ofMillis(chance.nextInt((int) LONGEST_SILENCE.toMillis()));
    }

    /** The fault that befalls this try. */
    SettlingFault next() {
        if (percent == 0 || chance.nextInt(100) >= percent) {
            return SettlingFault.NONE;
        }
        SettlingFault[] all = SettlingFault.values();
        SettlingFault fault = all[chance.nextInt(all.length)];
        if (fault == SettlingFault.FENCED) {
            if (time.nanos() - lastFencing < BETWEEN_FENCINGS.toNanos()) {
                return SettlingFault.NONE;
            }
            lastFencing = time.nanos();
        }
        lastFault = time.nanos();
        return fault;
    }
}
