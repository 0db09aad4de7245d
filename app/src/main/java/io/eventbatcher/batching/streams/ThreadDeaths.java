package io.eventbatcher.batching.streams;

import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Counts the deaths of stream threads, in waves: threads that die of one fault at about the same time are one wave. A wave soon after
 * another tells of a cause that lasts. Safe for use by several threads.
 */
public final class ThreadDeaths {
    /** The pause after the first wave, and the length of a wave. */
    static final Duration FIRST_PAUSE = Duration.ofSeconds(2);

    static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    /** Longer than the longest pause with the start of a thread behind it. */
    static final Duration CALM = Duration.ofMinutes(2);

    private final LongSupplier nanos;
    private int waves;
    private int deaths;
    private long total;
    private long firstAt;
    private long waveAt;
    private String cause = "";

    /** @param nanos a monotonic clock, in nanoseconds */
    public ThreadDeaths(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /**
     * A death, as counted.
     *
     * @param waves the number of waves in a row, the death's own included
     * @param pause the time before another thread takes over
     * @param news false for the cause of the death before
     */
    record Death(int waves, Duration pause, boolean news) {}

    /** @param why a clause; one that ends an earlier clause is the same cause, told without its topic */
    synchronized Death died(String why) {
        long now = nanos.getAsLong();
        if (deaths == 0 || now - waveAt >= CALM.toNanos()) {
            waves = 0;
            deaths = 0;
            firstAt = now;
        }
        if (waves == 0 || now - waveAt >= FIRST_PAUSE.toNanos()) {
            waves++;
            waveAt = now;
        }
        deaths++;
        total++;
        boolean news = deaths == 1 || !cause.endsWith(why);
        if (news) {
            cause = why;
        }
        return new Death(waves, pause(), news);
    }

    private Duration pause() {
        long seconds = FIRST_PAUSE.toSeconds() << Math.min(waves - 1, 10);
        return Duration.ofSeconds(Math.min(seconds, LONGEST_PAUSE.toSeconds()));
    }

    /** All deaths, in a row or not. */
    public synchronized long total() {
        return total;
    }

    /** The time since the first of the deaths in a row. */
    public synchronized Duration lasted() {
        return Duration.ofNanos(nanos.getAsLong() - firstAt);
    }

    /** The lasting cause of death as a clause; empty while threads live, after a single wave, and some time after the last. */
    public synchronized Optional<String> trouble() {
        long now = nanos.getAsLong();
        return waves < 2 || now - waveAt >= CALM.toNanos()
                ? Optional.empty()
                : Optional.of("batching's threads die again and again, %d times in %d s: %s"
                        .formatted(deaths, lasted().toSeconds(), cause));
    }
}
