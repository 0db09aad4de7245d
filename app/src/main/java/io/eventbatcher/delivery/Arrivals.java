package io.eventbatcher.delivery;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Supplier;

/**
 * Keeps what may reach HubSpot within any stretch of a quota's interval to what this instance was granted in it. A {@link Pace}
 * alone sends evenly, but a machine or network that stands still for a moment lets a moment's requests arrive at once.
 *
 * <p>A request arrives somewhere between its sending and its answer; until it is known when, it counts. An answer tells when at the
 * latest: before the answer by the time that an answer needs at least. It tells the same of requests that were sent before,
 * because what holds up many holds up all; so endpoints may take their time with some. What all of them need on their way shifts
 * every arrival alike, and does not change how many there are in a stretch. Owned by the poll thread.
 */
final class Arrivals {
    /** How long the shortest time to an answer is remembered, at least. */
    static final Duration MEMORY = Duration.ofSeconds(10);

    private static final long UNKNOWN = Long.MAX_VALUE;

    private final long interval;
    private final double part;
    private final Granted granted;
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
    Arrivals(Duration interval, double part, Supplier<Long> nanoTime) {
        this.interval = interval.toNanos();
        this.part = part;
        this.granted = new Granted(interval);
        this.nanoTime = nanoTime;
        this.remembered = nanoTime.get();
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
        return underWay.size() + arrived.size() < Math.max(1, (int) (part * granted.lately(now)));
    }

    /** @param number greater than that of any request sent before */
    void sent(long number) {
        underWay.addLast(new Sent(number, nanoTime.get()));
    }

    /** HubSpot has answered the request of this number. */
    void answered(long number) {
        long now = nanoTime.get();
        Deque<Sent> over = new ArrayDeque<>();
        while (!underWay.isEmpty() && underWay.getFirst().number() <= number) {
            over.addLast(underWay.removeFirst());
        }
        if (!over.isEmpty() && over.getLast().number() == number) {
            remember(now - over.getLast().at(), now);
        }
        long answering = Math.min(shortest, shortestBefore);
        long latest = answering == UNKNOWN ? now : now - answering;
        over.forEach(sent -> arrivedAt(Math.max(sent.at(), latest)));
    }

    /** There will be no answer to the request of this number, which says nothing of others. */
    void failed(long number) {
        if (underWay.removeIf(sent -> sent.number() == number)) {
            arrivedAt(nanoTime.get());
        }
    }

    private void arrivedAt(long time) {
        arrived.addLast(arrived.isEmpty() ? time : Math.max(time, arrived.getLast()));
    }

    private void remember(long answering, long now) {
        if (now - remembered >= MEMORY.toNanos()) {
            shortestBefore = shortest;
            shortest = UNKNOWN;
            remembered = now;
        }
        shortest = Math.min(shortest, answering);
    }
}
