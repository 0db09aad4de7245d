package io.eventbatcher.delivery.loop;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** The delay of a retry: exponential backoff with full jitter, to spread the retries of many lanes, on top of the answer's demand. */
public final class Backoff {
    public static final Duration BASE = Duration.ofMillis(200);
    public static final Duration CAP = Duration.ofSeconds(30);

    private static final int DOUBLINGS = 8;

    private final RandomGenerator random;

    public Backoff(RandomGenerator random) {
        this.random = random;
    }

    /**
     * The delay before the next try.
     *
     * @param retries the retries in a row so far, from 0
     * @param floor the least delay, from {@code Retry-After}
     */
    public Duration delay(int retries, Duration floor) {
        long most = Math.min(CAP.toMillis(), BASE.toMillis() << Math.min(retries, DOUBLINGS));
        return floor.plusMillis(random.nextLong(most + 1));
    }
}
