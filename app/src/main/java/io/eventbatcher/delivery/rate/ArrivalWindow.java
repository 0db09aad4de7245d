package io.eventbatcher.delivery.rate;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what may reach HubSpot within any stretch of a quota's interval to what this instance was granted in it. A {@link EvenPacer}
 * alone sends evenly, but a machine or network that stands still for a moment lets a moment's requests arrive at once.
 *
 * <p>A request arrives somewhere between its sending and its answer; until it is known when, it counts. An answer tells when at the
 * latest: before the answer by the time that an answer needs at least. It tells the same of requests that were sent a good while
 * before, because what holds up many holds up all; so endpoints may take their time with some. What all of them need on their way shifts
 * every arrival alike, and does not change how many there are in a stretch. Owned by the poll thread.
 */
final class ArrivalWindow {
    /** How long the shortest time to an answer is remembered, at least. */
    static final Duration MEMORY = Duration.ofSeconds(10);

    /** A part of the interval: threads and connections of requests that were sent so soon after one another may overtake. */
    private static final int GRACE = 5;

    private static final long UNKNOWN = Long.MAX_VALUE;

    private final long interval;
    private final long grace;
    private final double part;
    private final GrantedRate granted;
    private final Supplier<Long> nanoTime;
    private final Deque<Sent> underWay = new ArrayDeque<>();
    private final Deque<Long> arrived = new ArrayDeque<>();

    private long shortest = UNKNOWN;
    private long shortestBefore = UNKNOWN;
    private long remembered;

    private record Sent(long number, long at) {}

    /**
     * Nothing is under way, and nothing granted yet.
     *
     * @param part how much of what was granted may arrive within an interval; more than 1 where a part of the reserve is for that
     */
    ArrivalWindow(Duration interval, double part, Supplier<Long> nanoTime) {
        this.interval = interval.toNanos();
        this.grace = this.interval / GRACE;
        this.part = part;
        this.granted = new GrantedRate(interval);
        this.nanoTime = nanoTime;
    }

    /** From now on so many requests a second are granted. */
    void rate(double changed) {
        granted.rate(changed, nanoTime.get());
    }

    /** Whether one more may arrive. One always may, however little is granted: the pace is for that. */
    boolean haveRoom() {
        long now = nanoTime.get();
        while (!arrived.isEmpty() && arrived.getFirst() <= now - interval) {
            arrived.removeFirst();
        }
        int most = (int) (part * granted.lately(now));
        return most > 1 ? underWay.size() + arrived.size() < most : sentLately(now) + arrived.size() < 1;
    }

    /** Of those that are under way. One that is answered late must not hold up all others where one at a time is granted. */
    private long sentLately(long now) {
        return underWay.stream().filter(sent -> sent.at() > now - interval).count();
    }

    /** @param number greater than that of any request sent before */
    void sent(long number) {
        underWay.addLast(new Sent(number, nanoTime.get()));
    }

    /** HubSpot has answered the request of this number. */
    void answered(long number) {
        long now = nanoTime.get();
        Sent answered = remove(number);
        if (answered == null) {
            return;
        }
        remember(now - answered.at(), now);
        long latest = now - answering();
        arrivedAt(Math.max(answered.at(), latest));
        while (!underWay.isEmpty() && underWay.getFirst().at() <= answered.at() - grace) {
            arrivedAt(Math.max(underWay.removeFirst().at(), latest));
        }
    }

    /** There will be no answer to the request of this number, which says nothing of others. */
    void failed(long number) {
        if (remove(number) != null) {
            arrivedAt(nanoTime.get());
        }
    }

    private @Nullable Sent remove(long number) {
        for (Iterator<Sent> each = underWay.iterator(); each.hasNext(); ) {
            Sent sent = each.next();
            if (sent.number() == number) {
                each.remove();
                return sent;
            }
        }
        return null;
    }

    private void arrivedAt(long time) {
        arrived.addLast(arrived.isEmpty() ? time : Math.max(time, arrived.getLast()));
    }

    /** The time that an answer needs at least; none before that has been seen for a while, for the first ones come late. */
    private long answering() {
        return shortestBefore == UNKNOWN ? 0 : Math.min(shortest, shortestBefore);
    }

    private void remember(long answering, long now) {
        if (shortest == UNKNOWN) {
            remembered = now;
        } else if (now - remembered >= MEMORY.toNanos()) {
            shortestBefore = shortest;
            shortest = UNKNOWN;
            remembered = now;
        }
        shortest = Math.min(shortest, answering);
    }
}
