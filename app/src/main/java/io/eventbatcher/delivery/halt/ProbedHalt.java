package io.eventbatcher.delivery.halt;

import io.eventbatcher.config.HaltSettings;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A stop that lasts until a probe shows that its cause is gone: one request at a time, at first soon, then ever less often. Answers to
 * requests that were already out neither end nor prolong it. Owned by the poll thread.
 */
public final class ProbedHalt {
    /** The log is told so often that it is still on. */
    public static final Duration TELL_EVERY = Duration.ofMinutes(1);

    private final HaltSettings settings;
    private final Clock clock;

    private boolean on;
    private boolean probing;
    private boolean told;
    private int probes;
    private String reason = "";
    private Instant since = Instant.MIN;
    private Instant probeAt = Instant.MIN;
    private Instant toldAt = Instant.MIN;
    private Duration interval = Duration.ZERO;

    public ProbedHalt(HaltSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    public boolean on() {
        return on;
    }

    public Instant since() {
        return since;
    }

    public String reason() {
        return reason;
    }

    /** @param why sentences for the operator: what it is, and what to do. The latest ones count */
    public void begin(String why) {
        reason = why;
        if (!on) {
            on = true;
            since = clock.instant();
            interval = settings.probeFirst();
            probeAt = since.plus(interval);
            toldAt = Instant.MIN;
        }
    }

    public void end() {
        on = false;
    }

    public boolean probeDue() {
        return on && !probing && !clock.instant().isBefore(probeAt);
    }

    public void probeSent() {
        probing = true;
        probes++;
    }

    /** The number of probes so far, which is how each comes to be another one. */
    public int probes() {
        return probes;
    }

    /** The answer is there, or there will be none; the next probe waits for longer. */
    public void probeAnswered() {
        probing = false;
        Duration twice = interval.multipliedBy(2);
        interval = twice.compareTo(settings.probeMost()) < 0 ? twice : settings.probeMost();
        probeAt = clock.instant().plus(interval);
    }

    /** The next probe goes at once. */
    public void hurry() {
        probeAt = clock.instant();
    }

    /** What the log should say now, if anything: the reason once a minute, and once that it is over. */
    public Optional<String> news(String whose) {
        Instant now = clock.instant();
        if (!on) {
            boolean over = told;
            told = false;
            return over
                    ? Optional.of("HubSpot takes requests again: the halt of " + whose + " is over.")
                    : Optional.empty();
        }
        if (now.isBefore(toldAt.plus(TELL_EVERY))) {
            return Optional.empty();
        }
        toldAt = now;
        told = true;
        return Optional.of(reason);
    }
}
