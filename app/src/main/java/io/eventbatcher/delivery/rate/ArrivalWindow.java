package io.eventbatcher.delivery.rate;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Bounds the requests that may reach HubSpot in any sliding interval of a quota by the requests granted in the interval. An {@link
 * EvenPacer} alone sends evenly, but after a stall of the machine or network the requests of a moment arrive at once.
 *
 * <p>A request arrives between sending and answer, and counts until the arrival is known. The latest arrival is the time of the answer
 * less the least time that answers take. Requests sent a good while before arrived no later, because a stall holds up all; endpoints may
 * take longer with some. The way to HubSpot shifts all arrivals alike, and does not change their number in an interval. Owned by the poll
 * thread.
 */
final class ArrivalWindow {
    /** The least time for which the shortest time to an answer is remembered. */
    static final Duration MEMORY = Duration.ofSeconds(10);

    /** A part of the interval within which requests may overtake each other, on threads and connections. */
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
     * A window without requests or a granted rate.
     *
     * @param part the multiple of the granted requests that may arrive in an interval; more than 1 to use the reserve for bursts
     */
    ArrivalWindow(Duration interval, double part, Supplier<Long> nanoTime) {
        this.interval = interval.toNanos();
        this.grace = this.interval / GRACE;
        this.part = part;
        this.granted = new GrantedRate(interval);
        this.nanoTime = nanoTime;
    }

    /** @param changed the granted rate from now on, in requests a second */
    void rate(double changed) {
        granted.rate(changed, nanoTime.get());
    }

    /** True if one more request may arrive. A single request always may, at the lowest rate: the pacer spaces them. */
    boolean haveRoom() {
        long now = nanoTime.get();
        while (!arrived.isEmpty() && arrived.getFirst() <= now - interval) {
            arrived.removeFirst();
        }
        int most = (int) (part * granted.lately(now));
        return most > 1 ? underWay.size() + arrived.size() < most : sentLately(now) + arrived.size() < 1;
    }

    /** Requests under way for less than an interval. A late answer must not hold up the rest where one request at a time is granted. */
    private long sentLately(long now) {
        return underWay.stream().filter(sent -> sent.at() > now - interval).count();
    }

    /** @param number greater than the numbers of all requests before */
    void sent(long number) {
        underWay.addLast(new Sent(number, nanoTime.get()));
    }

    /** HubSpot has answered a request. */
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

    /** A request ended without an answer, and tells nothing about the rest. */
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

    /** The least time that answers take; 0 until seen for a while, because the first answers come late. */
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
