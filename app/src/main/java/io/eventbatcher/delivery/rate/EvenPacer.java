package io.eventbatcher.delivery.rate;

import io.eventbatcher.delivery.loop.Mailbox;
import io.eventbatcher.delivery.loop.Timers;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * Paces requests by GCRA (generic cell rate algorithm): one permit an interval, at a theoretical arrival time; unused permits of a short
 * time are kept, which bounds a burst. All permits of a period at once would let a rolling period see twice the limit. {@link
 * ArrivalWindow} guards against uneven arrival at HubSpot.
 *
 * <p>Never blocks: after a refusal the mailbox hears of the next permit. A poll thread that was busy for a moment loses no permit. Owned by
 * the poll thread.
 */
final class EvenPacer {
    /** Least time to a wake-up: a wake-up for each permit would cost more than the requests at a thousand a second. */
    static final Duration GRAIN = Duration.ofMillis(1);

    private static final long LONGEST_HOLD = Duration.ofMillis(250).toNanos();
    private static final double SECOND = Duration.ofSeconds(1).toNanos();
    private static final long NONE = Long.MAX_VALUE;

    private final Supplier<Long> nanoTime;
    private final Timers timers;
    private final Mailbox mailbox;
    private final long kept;

    private long interval;
    private long next;
    private long wakeUp = NONE;

    private long reported;
    private int taken;
    private int refused;
    private long lost;
    private boolean held;

    /**
     * A pacer with one permit to begin with.
     *
     * @param rate permits a second; more than 0
     * @param kept the time for which unused permits are kept
     */
    EvenPacer(double rate, Duration kept, Supplier<Long> nanoTime, Timers timers, Mailbox mailbox) {
        this.interval = interval(rate);
        this.nanoTime = nanoTime;
        this.timers = timers;
        this.mailbox = mailbox;
        this.kept = kept.toNanos();
        this.next = nanoTime.get();
        this.reported = next;
    }

    private static long interval(double rate) {
        return (long) Math.ceil(SECOND / rate);
    }

    /**
     * The use of permits between two reports.
     *
     * @param seconds the time between the reports
     * @param taken permits taken
     * @param wanted true if a permit was refused
     * @param lost the part of the permits not taken in time, 0 to 1
     */
    record Report(double seconds, int taken, boolean wanted, double lost) {}

    /** Takes a permit if there is one; otherwise the mailbox hears of the next. */
    boolean tryTake() {
        long now = nanoTime.get();
        forgetOldPermits(now);
        held = false;
        if (next > now) {
            refused++;
            wakeUpAt(Math.max(next, now + GRAIN.toNanos()), now);
            return false;
        }
        next += interval;
        taken++;
        return true;
    }

    /** Keeps all permits back for a moment; then the mailbox wakes the poll thread. Permits held back are not lost. */
    void hold() {
        long now = nanoTime.get();
        forgetOldPermits(now);
        held = true;
        refused++;
        wakeUpAt(now + Math.max(GRAIN.toNanos(), Math.min(interval, LONGEST_HOLD)), now);
    }

    /** @param changed permits a second, more than 0; the next permit comes sooner or later in proportion */
    void rate(double changed) {
        long now = nanoTime.get();
        long before = interval;
        interval = interval(changed);
        if (next > now && interval != before) {
            next = now + (long) ((double) (next - now) * interval / before);
            if (wakeUp != NONE) {
                wakeUpAt(next, now);
            }
        }
    }

    /** The use of permits since the last report. */
    Report report() {
        long now = nanoTime.get();
        forgetOldPermits(now);
        long nanos = Math.max(1, now - reported);
        Report report = new Report(nanos / SECOND, taken, refused > 0, (double) lost / nanos);
        reported = now;
        taken = 0;
        refused = 0;
        lost = 0;
        return report;
    }

    private void forgetOldPermits(long now) {
        long oldest = now - kept;
        if (next < oldest) {
            lost += held ? 0 : oldest - next;
            next = oldest;
        }
    }

    private void wakeUpAt(long time, long now) {
        if (wakeUp <= time) {
            return;
        }
        wakeUp = time;
        timers.after(Duration.ofNanos(Math.max(0, time - now)), () -> mailbox.post(() -> awake(time)));
    }

    private void awake(long time) {
        if (wakeUp == time) {
            wakeUp = NONE;
        }
    }
}
