package io.eventbatcher.delivery.halt;

import io.eventbatcher.time.Clocks;
import io.eventbatcher.time.Moment;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A stop until a time, of all routes under a quota. A later answer may put the time off but not forward, because a success may belong to
 * a request sent before. The stop ends when the wall clock says so or the span has passed, whichever is first: a clock set back prolongs
 * no stop, and one request too early costs a further answer. Owned by the poll thread.
 */
public final class QuotaPark {
    private final Clocks clocks;
    private boolean begun;
    private boolean logged;
    private Instant since = Instant.MIN;
    private Instant until = Instant.MIN;
    private Moment end = Moment.LONG_AGO;
    private String reason = "";
    private @Nullable String traceId;

    public QuotaPark(Clocks clocks) {
        this.clocks = clocks;
    }

    /**
     * Begins the park, or puts its end off.
     *
     * @param why HubSpot's answer
     * @param trace the trace of the answered request, if known
     */
    public void until(Instant time, String why, @Nullable String trace) {
        Instant now = clocks.instant();
        if (!time.isAfter(now) || (on() && !time.isAfter(until))) {
            return;
        }
        if (!on()) {
            since = now;
        }
        begun = true;
        logged = false;
        until = time;
        end = clocks.moment().plus(Duration.between(now, time));
        reason = why;
        traceId = trace;
    }

    public boolean on() {
        return begun && clocks.instant().isBefore(until) && clocks.moment().isBefore(end);
    }

    /** Ends the park by an operator's command. */
    public void lift() {
        end = Moment.LONG_AGO;
    }

    public RouteStatus.Cause cause() {
        return new RouteStatus.Cause(RouteStatus.State.PARKED, reason, since, until);
    }

    /**
     * Returns a due message for the log, when the park begins, is put off or is over.
     *
     * @param subject the stopped routes
     */
    public Optional<RouteMessage> message(Supplier<String> subject) {
        if (begun && !on()) {
            begun = false;
            return Optional.of(RouteMessage.of("The wait is over: requests of " + subject.get() + " go again."));
        }
        if (!begun || logged) {
            return Optional.empty();
        }
        logged = true;
        String text = "Nothing of " + subject.get() + " is sent before " + until + ": " + reason
                + " The events wait, and delivery goes on by itself. If the limit was raised meanwhile: event-batcher lanes"
                + " resume.";
        return Optional.of(new RouteMessage(text, traceId));
    }
}
