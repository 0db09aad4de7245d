package io.eventbatcher.delivery.loop;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before the same again: full jitter, which spreads many lanes' retries best, on top of what the answer asked
 * for.
 */
public final class Backoff {
    public static final Duration BASE = Duration.ofMillis(200);
    public static final Duration CAP = Duration.ofSeconds(30);

    private static final int DOUBLINGS = 8;

    private final RandomGenerator random;

    public Backoff(RandomGenerator random) {
        this.random = random;
    }

    /**
     * The time to wait.
     *
     * @param retries how often in a row it was retried before, from 0
     * @param floor the least time, from {@code Retry-After}
     */
    public Duration delay(int retries, Duration floor) {
        long most = Math.min(CAP.toMillis(), BASE.toMillis() << Math.min(retries, DOUBLINGS));
        return floor.plusMillis(random.nextLong(most + 1));
    }
}
