package io.eventbatcher.delivery.halt;

import io.eventbatcher.config.HaltSettings;
import io.eventbatcher.log.LogThrottle;
import io.eventbatcher.time.Clocks;
import io.eventbatcher.time.Moment;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A stop that lasts until a probe shows that the cause is gone. One probe goes at a time, after waits that double from
 * {@code probeFirst} to {@code probeMost}. Answers to earlier requests neither end nor prolong the halt. An input that the halt has not
 * met yet has waits of its own: only refusals of such inputs double them, so that good events behind a few bad ones end the halt soon.
 * Owned by the poll thread.
 */
public final class ProbedHalt {
    /** Time between two log messages about a halt. */
    public static final Duration LOG_EVERY = Duration.ofMinutes(1);

    /** Time between two looks for an input that the halt has not met yet. */
    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

    private final HaltSettings settings;
    private final Clocks clocks;
    private final LogThrottle throttle = new LogThrottle(LOG_EVERY);

    private boolean on;
    private boolean probing;
    private boolean probingUntried;
    private boolean logged;
    private int probes;
    private String reason = "";
    private @Nullable String traceId;
    private Instant since = Instant.MIN;
    private Moment probeAt = Moment.LONG_AGO;
    private Duration interval = Duration.ZERO;
    private Moment untriedAt = Moment.LONG_AGO;
    private Duration untriedInterval = Duration.ZERO;

    public ProbedHalt(HaltSettings settings, Clocks clocks) {
        this.settings = settings;
        this.clocks = clocks;
    }

    public boolean on() {
        return on;
    }

    /**
     * Begins the halt, or renews its reason.
     *
     * @param why sentences for the operator: the cause and the remedy; the newest count
     * @param trace the trace of the answered request, if known
     */
    public void begin(String why, @Nullable String trace) {
        reason = why;
        traceId = trace;
        if (!on) {
            on = true;
            since = clocks.instant();
            interval = settings.probeFirst();
            probeAt = clocks.moment().plus(interval);
            untriedInterval = interval;
            untriedAt = probeAt;
            throttle.reset();
        }
    }

    public void end() {
        on = false;
    }

    public boolean probeDue() {
        return on && !probing && !clocks.moment().isBefore(probeAt);
    }

    /** True if a probe with an input that the halt has not met yet is due. */
    public boolean untriedProbeDue() {
        return on && !probing && !clocks.moment().isBefore(untriedAt);
    }

    /** There is no input that the halt has not met yet, for the time being. */
    public void nothingUntried() {
        untriedAt = clocks.moment().plus(LOOK_EVERY);
    }

    /** @param untried true for an input that the halt has not met yet */
    public void probeSent(boolean untried) {
        probing = true;
        probingUntried = untried;
        probes++;
    }

    /** Number of probes so far; callers use the number to choose another input for each probe. */
    public int probes() {
        return probes;
    }

    /** A probe is answered or was not sent. The wait for the next probe doubles. */
    public void probeAnswered() {
        probing = false;
        interval = twice(interval);
        probeAt = clocks.moment().plus(interval);
        if (probingUntried) {
            untriedInterval = twice(untriedInterval);
        }
        untriedAt = clocks.moment().plus(untriedInterval);
    }

    private Duration twice(Duration wait) {
        Duration twice = wait.multipliedBy(2);
        return twice.compareTo(settings.probeMost()) < 0 ? twice : settings.probeMost();
    }

    /** Makes the next probe due at once. */
    public void hurry() {
        probeAt = clocks.moment();
        untriedAt = probeAt;
    }

    public RouteStatus.Cause cause() {
        return new RouteStatus.Cause(RouteStatus.State.HALTED, reason, since, null);
    }

    /**
     * Returns a due message for the log: the reason once a minute, and the end of the halt.
     *
     * @param subject the stopped routes
     */
    public Optional<RouteMessage> message(String subject) {
        if (on) {
            boolean due = throttle.tryLog(clocks.moment());
            logged |= due;
            return due ? Optional.of(new RouteMessage(reason, traceId)) : Optional.empty();
        }
        boolean over = logged;
        logged = false;
        return over
                ? Optional.of(RouteMessage.of("HubSpot takes requests again: the halt of " + subject + " is over."))
                : Optional.empty();
    }
}
