package io.eventbatcher.delivery.gate;

import io.eventbatcher.delivery.halt.ProbedHalt;
import io.eventbatcher.delivery.halt.RouteMessage;
import io.eventbatcher.delivery.halt.RouteStatus;
import io.eventbatcher.delivery.history.FailureHistory.EndpointSigns;
import io.eventbatcher.delivery.inflight.InFlightRequest;
import io.eventbatcher.delivery.lane.Lane;
import io.eventbatcher.delivery.rate.RateShare;
import io.eventbatcher.delivery.rate.UsedUpDay;
import io.eventbatcher.delivery.rejection.HaltingInputs;
import io.eventbatcher.delivery.rejection.RefusedNames;
import io.eventbatcher.delivery.rejection.RejectionGuard;
import io.eventbatcher.delivery.search.BadShare;
import io.eventbatcher.hubspot.Outcome;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gate of a route. A request goes when the stops ({@link RouteStops}), the health of the endpoint ({@link EndpointHealth}) and the rate
 * ({@link RateShare}) allow; until then the events wait. Owned by the poll thread.
 *
 * <pre>
 * OPEN    ── an operator pauses the route ──────────────────► PAUSED ── an operator resumes ─────────────► OPEN
 * OPEN    ── credentials, route or all inputs are refused ──► HALTED ── a probe shows the cause is gone ─► OPEN
 * OPEN    ── a quota is used up, or the account moves ──────► PARKED ── the time has come ───────────────► OPEN
 * OPEN    ── the day is used up to the reserve ─────────────► PARKED ── HubSpot tells of more ───────────► OPEN
 * OPEN    ── the endpoint is DOWN ──────────────────────────► DOWN   ── the endpoint answers ────────────► OPEN
 * </pre>
 *
 * <p>A route parked for the reserve of the day sends at the rate that is left, which is one request a minute.
 *
 * <p>Several causes may hold at once; the status names all: paused, halted, parked, down.
 */
public final class RouteGate {
    private static final Logger LOG = LoggerFactory.getLogger(RouteGate.class);

    private final RateShare rate;
    private final RouteStops stops;
    private final EndpointHealth endpoint;
    private final RetryThrottle retries;
    private final RetryLog log;
    private final DownLog downs;
    private final HaltingInputs haltingInputs;
    private final RefusedNames refusedNames = new RefusedNames();
    private final BadShare badShare = new BadShare();
    private long newestSent = -1;
    private volatile RouteStatus status = RouteStatus.OPEN;

    RouteGate(
            RateShare rate,
            RouteStops stops,
            EndpointHealth endpoint,
            RetryThrottle retries,
            RetryLog log,
            DownLog downs,
            HaltingInputs haltingInputs) {
        this.rate = rate;
        this.stops = stops;
        this.endpoint = endpoint;
        this.retries = retries;
        this.log = log;
        this.downs = downs;
        this.haltingInputs = haltingInputs;
    }

    RouteStops stops() {
        return stops;
    }

    public RejectionGuard rejections() {
        return stops.rejections();
    }

    public HaltingInputs haltingInputs() {
        return haltingInputs;
    }

    public RefusedNames refusedNames() {
        return refusedNames;
    }

    /** The recent share of bad inputs. */
    public BadShare badShare() {
        return badShare;
    }

    public EndpointSigns signs() {
        return endpoint.signs();
    }

    /** Asks for leave to send a first try. If granted, {@link #sent} and {@link #answered} follow. */
    public boolean tryPass() {
        return !stops.on() && tryFirstTry();
    }

    /** Asks for leave to send a retry, whose turn at the endpoint came with {@link #scheduleRetry}. */
    public boolean tryPassRetry() {
        return !stops.on() && rate.tryTake();
    }

    /**
     * Makes a retry ready, now or in its turn; never, if the lane is dropped before.
     *
     * @param retry makes the request ready to be sent
     */
    public void scheduleRetry(Lane lane, Runnable retry) {
        retries.pass(lane, retry);
    }

    /** The halt to probe; empty while nothing may go. */
    public Optional<ProbedHalt> haltToProbe() {
        return stops.haltToProbe();
    }

    /**
     * Asks for leave to send a probe. If granted, {@link #sent} and {@link #answered} follow, or {@link #cancelProbe}.
     *
     * @param untried true for an input that the halt has not met yet
     */
    public boolean tryProbe(ProbedHalt halt, boolean untried) {
        boolean granted = tryFirstTry();
        if (granted) {
            halt.probeSent(untried);
        }
        return granted;
    }

    /** The probe of a halt is not sent, because no lane has an input for it. */
    public void cancelProbe(ProbedHalt halt) {
        endpoint.cancelFirstTry();
        halt.probeAnswered();
    }

    private boolean tryFirstTry() {
        if (!endpoint.tryFirstTry()) {
            return false;
        }
        boolean taken = rate.tryTake();
        if (!taken) {
            endpoint.cancelFirstTry();
        }
        return taken;
    }

    /** @param asFirstTry true if the request passed as a first try; it does not count as such if it failed before */
    public void sent(InFlightRequest request, boolean asFirstTry) {
        newestSent = request.number();
        rate.sent(request.number());
        if (asFirstTry && request.sent().failedBefore()) {
            endpoint.cancelFirstTry();
        }
    }

    /** Number of the newest request sent; -1 for none. */
    long newestSent() {
        return newestSent;
    }

    /** Takes in the outcome of a request. */
    public void answered(InFlightRequest request, Outcome outcome) {
        log.message(outcome).ifPresent(message -> message.warn(LOG));
        rate.over(request.number(), outcome.facts().answered());
        if (outcome.throttled()) {
            rate.refused();
        }
        stops.answered(outcome, request.purpose().halt().orElse(null));
        endpoint.answered(request.sent(), outcome);
        retries.answered();
    }

    /** True if requests may go, as far as the rate allows. */
    public boolean isOpen() {
        return !stops.on() && endpoint.state() != EndpointHealth.State.DOWN;
    }

    /** Applies the passing of time, and gives messages to the log. */
    void tick(Consumer<RouteMessage> log) {
        stops.rejections().tick(isOpen());
        List<RouteStatus.Cause> causes = stops.causes();
        if (causes.stream().noneMatch(cause -> cause.state() == RouteStatus.State.PARKED)) {
            rate.usedUpDay().map(RouteGate::parked).ifPresent(causes::add);
        }
        Optional<RouteStatus.Cause> down = endpoint.down();
        down.ifPresent(causes::add);
        status = causes.isEmpty() ? RouteStatus.OPEN : new RouteStatus(causes);
        stops.tell(log);
        downs.message(down, endpoint.state() == EndpointHealth.State.UP)
                .map(RouteMessage::of)
                .ifPresent(log);
    }

    private static RouteStatus.Cause parked(UsedUpDay day) {
        return new RouteStatus.Cause(RouteStatus.State.PARKED, day.reason(), day.since(), day.until());
    }

    /** Obeys an operator: ends the pause and the park, and makes the probes of all halts due. */
    void resume() {
        stops.resume();
        rate.resume();
    }

    /** Status at the last {@link #tick}. Any thread. */
    public RouteStatus status() {
        return status;
    }

    /** State of the endpoint's breaker: {@code closed}, {@code open}, {@code half_open}. Any thread. */
    public String breakerState() {
        return endpoint.breakerState();
    }
}
