package io.eventbatcher.delivery.rejection;

import io.eventbatcher.delivery.inflight.InFlightRequest;
import io.eventbatcher.delivery.inflight.RequestPurpose;
import io.eventbatcher.delivery.lane.PendingRequest;
import io.eventbatcher.hubspot.Outcome;
import io.eventbatcher.hubspot.RejectionKind;
import io.eventbatcher.time.Clocks;
import io.eventbatcher.time.Moment;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Tells halting answers about a single input from halting answers about the route: a firewall before HubSpot may refuse one body with a
 * 403. The first halting answer to a request halts. If HubSpot takes an input of a request sent later, and the first request draws a
 * halting answer again, the answer speaks of the inputs: the request is split, and the culprit tried alone for minutes, while the others
 * go on. An outage that refuses only some of all requests must bury nothing, so comparing begins again whenever a suspect is taken after
 * all, and whenever the route halts. Owned by the poll thread.
 */
public final class HaltingInputs {
    /** Halting answers to a single input alone before a rejection. */
    static final int TRIES = 15;

    /** Of the {@link #TRIES}, so many need an acceptance of another input between. */
    static final int COMPARISONS = 5;

    /** The least time from the first comparison to the last. */
    static final Duration SPAN = Duration.ofMinutes(5);

    /** With as many comparisons, the cause halts nothing at the first answer. */
    private static final int SUSPICIOUS = 3;

    /** Searches for culprits in several requests take fewer without an acceptance; a fault of the route takes more. */
    private static final int MOST_IN_A_ROW = 40;

    /** So long a cause that was found to speak of inputs halts nothing at the first answer. */
    private static final Duration KNOWN_FOR = Duration.ofMinutes(10);

    private static final Duration MOST_BETWEEN_TRIES = Duration.ofSeconds(15);

    private final RejectionGuard rejections;
    private final LongSupplier newestTaken;
    private final LongSupplier newestSent;
    private final Clocks clocks;
    private final InputTries others = new InputTries();
    private long round;
    private int inARow;
    private Outcome.Halt.@Nullable Cause known;
    private Moment knownUntil = Moment.LONG_AGO;

    /**
     * For one route.
     *
     * @param newestTaken number of the newest request of any route with an input taken
     * @param newestSent number of the newest request of any route
     */
    public HaltingInputs(
            RejectionGuard rejections, LongSupplier newestTaken, LongSupplier newestSent, Clocks clocks) {
        this.rejections = rejections;
        this.newestTaken = newestTaken;
        this.newestSent = newestSent;
        this.clocks = clocks;
    }

    /** The request, with a halting answer noted. */
    public InFlightRequest noted(InFlightRequest request, Outcome outcome) {
        return speaksOfInputs(outcome)
                ? request.halted(new PendingRequest.HaltingAnswer(
                        request.number(),
                        isProbe(request),
                        newestSent.getAsLong(),
                        rejections.newestTaken(),
                        round,
                        clocks.moment()))
                : request;
    }

    /** Without a token no request was sent. */
    private static boolean speaksOfInputs(Outcome outcome) {
        return outcome instanceof Outcome.Halt halt && halt.cause() != Outcome.Halt.Cause.NO_TOKEN;
    }

    private static boolean isProbe(InFlightRequest request) {
        return request.purpose() instanceof RequestPurpose.Probe;
    }

    /**
     * The meaning of an outcome: a halting answer about an input becomes a split, a doubt or a rejection.
     *
     * @param request with the answer {@link #noted}
     */
    public Outcome meaning(InFlightRequest request, Outcome outcome) {
        if (outcome.showsAcceptance()) {
            accepted(request);
        }
        if (!speaksOfInputs(outcome)) {
            return outcome;
        }
        Outcome meaning = meaning(request, (Outcome.Halt) outcome);
        if (meaning instanceof Outcome.Halt) {
            round++;
        }
        return meaning;
    }

    private void accepted(InFlightRequest request) {
        inARow = 0;
        PendingRequest.TriesAlone alone = request.sent().halts().alone();
        if (alone.tries() == 0) {
            others.taken(request.sent().inputs().size());
        } else if (alone.round() == round) {
            // the cause refuses inputs by chance
            round++;
            known = null;
        }
        if (isProbe(request)) {
            round++;
        }
    }

    private Outcome meaning(InFlightRequest request, Outcome.Halt answer) {
        PendingRequest.HaltHistory halts = request.sent().halts();
        inARow++;
        if (!isProbe(request) && halts.alone().tries() == 1) {
            others.refused();
        }
        Outcome.Halt halt = halts.othersTaken(newestTaken.getAsLong()) ? ofRoute(answer) : answer;
        if (rejections.confirmsAll()
                && halt.scope() == Outcome.Halt.Scope.ROUTE
                && halts.firstRequest() < request.number()) {
            return request.sent().single() ? rejected(halt) : new Outcome.Split(halt.facts());
        }
        boolean doubtful = halts.othersTaken(rejections.newestTaken()) || isKnown(answer.cause());
        boolean search = request.sent().single() || inARow <= MOST_IN_A_ROW;
        return doubtful && search && !isProbe(request) ? isolated(request, answer, halt) : halt;
    }

    /** The credentials are good while another route takes them: only this route stops. */
    private static Outcome.Halt ofRoute(Outcome.Halt halt) {
        return switch (halt.scope()) {
            case CREDENTIALS -> new Outcome.Halt(halt.facts(), Outcome.Halt.Cause.REFUSED_HERE);
            case ROUTE -> halt;
        };
    }

    private Outcome isolated(InFlightRequest request, Outcome.Halt answer, Outcome.Halt halt) {
        if (!request.sent().single()) {
            return new Outcome.Split(halt.facts());
        }
        PendingRequest.HaltHistory halts = request.sent().halts();
        PendingRequest.TriesAlone alone = halts.alone();
        if (alone.compared() && alone.comparisons() >= SUSPICIOUS && others.nearlyAllTaken()) {
            known = answer.cause();
            knownUntil = clocks.moment().plus(KNOWN_FOR);
            if (decided(alone)) {
                return rejected(halt);
            }
        }
        boolean alike = alone.tries() > SUSPICIOUS && !halts.othersTaken(rejections.newestTaken());
        return alike ? halt : new Outcome.Retry(halt.facts(), nextTry(alone.tries()), Outcome.Retry.Cause.DOUBTED);
    }

    private static Duration nextTry(int tries) {
        Duration wait = Duration.ofSeconds(1L << Math.min(tries, 4));
        return wait.compareTo(MOST_BETWEEN_TRIES) < 0 ? wait : MOST_BETWEEN_TRIES;
    }

    private static boolean decided(PendingRequest.TriesAlone alone) {
        return alone.tries() >= TRIES
                && alone.comparisons() >= COMPARISONS
                && alone.span().compareTo(SPAN) >= 0;
    }

    private static Outcome rejected(Outcome.Halt halt) {
        return new Outcome.Rejected(
                halt.facts().adding("HubSpot takes other events of the route."), RejectionKind.REJECTED);
    }

    private boolean isKnown(Outcome.Halt.Cause cause) {
        return cause == known && clocks.moment().isBefore(knownUntil);
    }
}
