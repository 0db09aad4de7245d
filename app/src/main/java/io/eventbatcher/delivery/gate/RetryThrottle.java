package io.eventbatcher.delivery.gate;

import io.eventbatcher.delivery.lane.Lane;
import io.eventbatcher.delivery.loop.Mailbox;
import io.eventbatcher.delivery.loop.Timers;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.BooleanSupplier;

/**
 * Queue of retries, which go freely while the endpoint answers, and otherwise one every 2.5 s, so that any number of retries cannot wear
 * out an endpoint that is down. First tries do not wait here. Owned by the poll thread.
 */
final class RetryThrottle {
    static final Duration INTERVAL = Duration.ofMillis(2_500);

    /** Not all, because in an outage a proxy may answer now and then. */
    private static final int RELEASED_BY_AN_ANSWER = 5;

    private final EndpointHealth endpoint;
    private final BooleanSupplier suspended;
    private final Timers timers;
    private final Mailbox mailbox;
    private final Deque<Waiting> waiting = new ArrayDeque<>();
    private boolean ticking;

    private record Waiting(Lane lane, Runnable retry) {}

    /** @param suspended true while not even a probe may go, so that no retry is due */
    RetryThrottle(EndpointHealth endpoint, BooleanSupplier suspended, Timers timers, Mailbox mailbox) {
        this.endpoint = endpoint;
        this.suspended = suspended;
        this.timers = timers;
        this.mailbox = mailbox;
    }

    /**
     * Runs a retry now or in its turn; never, if the lane is dropped before.
     *
     * @param retry makes the request ready to be sent
     */
    void pass(Lane lane, Runnable retry) {
        if (endpoint.answers()) {
            retry.run();
        } else {
            waiting.addLast(new Waiting(lane, retry));
            tickSoon();
        }
    }

    /** The endpoint has taken in a further answer. */
    void answered() {
        for (int i = 0; i < RELEASED_BY_AN_ANSWER && endpoint.answers() && !waiting.isEmpty(); i++) {
            runNext();
        }
    }

    private void tickSoon() {
        if (!ticking && !waiting.isEmpty()) {
            ticking = true;
            timers.after(INTERVAL, () -> mailbox.post(this::tick));
        }
    }

    private void tick() {
        ticking = false;
        waiting.removeIf(retry -> retry.lane().dropped());
        if (!waiting.isEmpty() && !suspended.getAsBoolean()) {
            runNext();
        }
        tickSoon();
    }

    private void runNext() {
        waiting.removeFirst().retry().run();
    }
}
