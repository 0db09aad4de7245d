package io.eventbatcher.log;

import io.eventbatcher.time.Moment;
import java.time.Duration;

/**
 * Lets one message per interval into the log, and counts the messages that were kept back. Not safe for use by several threads.
 *
 * <pre>{@code
 * if (throttle.tryLog(clocks.moment())) {
 *     LOG.warn("HubSpot does not answer; {} messages suppressed.", throttle.takeSuppressed());
 * }
 * }</pre>
 */
public final class LogThrottle {
    private final Duration interval;
    private Moment last = Moment.LONG_AGO;
    private long suppressed;

    /** @param interval the least time between two messages */
    public LogThrottle(Duration interval) {
        this.interval = interval;
    }

    /** True if a message may be written now; if not, the message counts as suppressed. */
    public boolean tryLog(Moment now) {
        if (now.isBefore(last.plus(interval))) {
            suppressed++;
            return false;
        }
        last = now;
        return true;
    }

    /** Returns the number of messages suppressed since the last call, and counts from 0 again. */
    public long takeSuppressed() {
        long count = suppressed;
        suppressed = 0;
        return count;
    }

    /** Lets the next message pass at once. */
    public void reset() {
        last = Moment.LONG_AGO;
    }
}
