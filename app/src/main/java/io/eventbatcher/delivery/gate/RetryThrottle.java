package io.eventbatcher.delivery.gate;

import io.eventbatcher.delivery.lane.Lane;
import io.eventbatcher.delivery.loop.Mailbox;
import io.eventbatcher.delivery.loop.Timers;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.BooleanSupplier;

/**
 * Through which goes again what has failed before: freely while the endpoint answers; otherwise one at a time and in turns, so that
 * an endpoint that is down is not worn out, whatever the number of those that wait. What HubSpot alone fails on waits here, too, and
 * nothing else waits for it. Owned by the poll thread.
 */
final class RetryThrottle {
    /** After so many failures in a row it goes by turns. */
    static final int FAILURES = 5;

    /**
     * So many go for each answer. Where most are answered this is soon all; where few are, as in an outage behind something that refuses
     * a request now and then, each of these answers must not let everything loose.
     */
    private static final int FOR_AN_ANSWER = 5;

    static final Duration INTERVAL = Duration.ofMillis(2_500);

    private final EndpointHealth pulse;
    private final BooleanSupplier resting;
    private final Timers timers;
    private final Mailbox mailbox;
    private final Deque<Waiting> waiting = new ArrayDeque<>();
    private boolean turning;

    private record Waiting(Lane lane, Runnable again) {}

    /** @param resting whether nothing at all may be sent for other reasons, so that nobody's turn comes; in a halt probes are */
    RetryThrottle(EndpointHealth pulse, BooleanSupplier resting, Timers timers, Mailbox mailbox) {
        this.pulse = pulse;
        this.resting = resting;
        this.timers = timers;
        this.mailbox = mailbox;
    }

    /**
     * Runs this now or when its turn comes; never, if its lane is dropped before.
     *
     * @param again makes it ready to be sent
     */
    void pass(Lane lane, Runnable again) {
        if (free()) {
            again.run();
        } else {
            waiting.addLast(new Waiting(lane, again));
            turnSoon();
        }
    }

    /** An answer came, of which the pulse knows. */
    void answered() {
        for (int i = 0; i < FOR_AN_ANSWER && free() && !waiting.isEmpty(); i++) {
            waiting.removeFirst().again().run();
        }
    }

    private boolean free() {
        return pulse.failuresInRow() < FAILURES;
    }

    private void turnSoon() {
        if (!turning && !waiting.isEmpty()) {
            turning = true;
            timers.after(INTERVAL, () -> mailbox.post(this::turn));
        }
    }

    private void turn() {
        turning = false;
        waiting.removeIf(one -> one.lane().dropped());
        if (!waiting.isEmpty() && !resting.getAsBoolean()) {
            waiting.removeFirst().again().run();
        }
        turnSoon();
    }
}
