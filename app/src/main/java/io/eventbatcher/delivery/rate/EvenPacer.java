package io.eventbatcher.delivery.rate;

import io.eventbatcher.delivery.loop.Mailbox;
import io.eventbatcher.delivery.loop.Timers;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * Permits that come evenly, one an interval. With all permits of a period at its start, a rolling one would see twice the limit.
 * What arrives at HubSpot may still be less even; {@link ArrivalWindow} sees to that.
 *
 * <p>Never blocks: who is refused is told through the mailbox when the next permit is there. Permits of a short while wait to be
 * taken, so that a poll thread that was busy loses none, and no burst is larger. Owned by the poll thread.
 */
final class EvenPacer {
    /** At more than a thousand permits a second one wake-up for each would cost more than the requests. */
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
     * A pace that begins with one permit.
     *
     * @param rate permits a second; more than 0
     * @param kept the permits of so long a time wait to be taken
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
     * What became of the permits of a while.
     *
     * @param seconds how long it was
     * @param taken permits taken
     * @param wanted whether somebody was refused
     * @param lost the part of the permits that nobody took in time, 0 to 1
     */
    record Report(double seconds, int taken, boolean wanted, double lost) {}

    /** Takes a permit if there is one; otherwise the mailbox is told when there is. */
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

    /** Keeps all permits back for a moment; then the mailbox is told to ask again. None is lost for want of somebody who takes it. */
    void hold() {
        long now = nanoTime.get();
        forgetOldPermits(now);
        held = true;
        refused++;
        wakeUpAt(now + Math.max(GRAIN.toNanos(), Math.min(interval, LONGEST_HOLD)), now);
    }

    /** Changes the rate, in permits a second and more than 0. A permit that is on its way comes so much sooner or later. */
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

    /** What became of the permits since the last report. */
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
