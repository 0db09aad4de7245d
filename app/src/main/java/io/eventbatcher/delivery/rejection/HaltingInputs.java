package io.eventbatcher.delivery.rejection;

import io.eventbatcher.delivery.history.HaltHistory;
import io.eventbatcher.delivery.inflight.InFlightRequest;
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
 * 403. The first halting answer to a request halts. If HubSpot takes an input of a request sent later, and the first request draws a halting
 * answer again, the answer speaks of the inputs: the request is split, and the culprit tried alone, while others pass, until the evidence
 * ({@link HaltingAnswers}) is enough. Without others there is none, and the route halts. Owned by the poll thread.
 */
public final class HaltingInputs {
    /** Searches for culprits take fewer without an acceptance; a fault of the route takes more. */
    private static final int MOST_IN_A_ROW = 40;

    /** After as many tries alone, with no others to compare with, the route halts. */
    private static final int MOST_IN_VAIN = 15;

    /** So long a cause that was found to speak of inputs halts nothing at the first answer. */
    private static final Duration KNOWN_FOR = Duration.ofMinutes(10);

    private static final Duration BETWEEN_TRIES = Duration.ofSeconds(1);

    private final RejectionGuard rejections;
    private final LongSupplier newestTaken;
    private final LongSupplier newestSent;
    private final Clocks clocks;
    private final HaltingAnswers answers = new HaltingAnswers();
    private int inARow;
    private Outcome.Halt.@Nullable Cause known;
    private Moment knownUntil = Moment.LONG_AGO;

    /**
     * For one route.
     *
     * @param newestTaken number of the newest request of any route with an input taken
     * @param newestSent number of the newest request of any route
     */
    public HaltingInputs(RejectionGuard rejections, LongSupplier newestTaken, LongSupplier newestSent, Clocks clocks) {
        this.rejections = rejections;
        this.newestTaken = newestTaken;
        this.newestSent = newestSent;
        this.clocks = clocks;
    }

    /** The request, with the answer noted. Once for each answer. */
    public InFlightRequest noted(InFlightRequest request, Outcome outcome) {
        if (outcome.showsAcceptance()) {
            inARow = 0;
            answers.taken(request);
        }
        if (!speaksOfInputs(outcome)) {
            return request;
        }
        inARow++;
        answers.halted(request);
        HaltHistory halts = request.sent().halts();
        return request.withHalts(halts.halted(newestSent.getAsLong(), triesAlone(request)));
    }

    /** Without a token no request was sent. */
    private static boolean speaksOfInputs(Outcome outcome) {
        return outcome instanceof Outcome.Halt halt && halt.cause() != Outcome.Halt.Cause.NO_TOKEN;
    }

    /** A try in a halt says nothing about the input. A try counts only if the route was seen to work since the answer before. */
    private HaltHistory.TriesAlone triesAlone(InFlightRequest request) {
        HaltHistory halts = request.sent().halts();
        HaltHistory.TriesAlone alone = halts.alone();
        if (!request.sent().single() || request.triesHalt()) {
            return alone;
        }
        return alone.taken() < 0 ? answers.firstTry() : alone.refused(rejections.newestTaken() > halts.sentAtLast());
    }

    /**
     * The meaning of an outcome: a halting answer about an input becomes a split, a doubt or a rejection.
     *
     * @param request with the answer {@link #noted}
     */
    public Outcome meaning(InFlightRequest request, Outcome outcome) {
        return speaksOfInputs(outcome) ? meaning(request, (Outcome.Halt) outcome) : outcome;
    }

    private Outcome meaning(InFlightRequest request, Outcome.Halt answer) {
        HaltHistory halts = request.sent().halts();
        Outcome.Halt halt = halts.othersTaken(newestTaken.getAsLong()) ? ofRoute(answer) : answer;
        if (rejections.confirmsAll()
                && halt.scope() == Outcome.Halt.Scope.ROUTE
                && halts.sentAtFirst() < request.number()) {
            return request.sent().single() ? rejected(halt) : new Outcome.Split(halt.facts());
        }
        boolean doubtful = halts.othersTaken(rejections.newestTaken()) || isKnown(answer.cause());
        boolean search = request.sent().single() ? halts.alone().inVain() < MOST_IN_VAIN : inARow <= MOST_IN_A_ROW;
        return doubtful && search && !request.triesHalt() ? isolated(request, answer) : halt;
    }

    /** The credentials are good while another route takes them: only this route stops. */
    private static Outcome.Halt ofRoute(Outcome.Halt halt) {
        return switch (halt.scope()) {
            case CREDENTIALS -> new Outcome.Halt(halt.facts(), Outcome.Halt.Cause.REFUSED_HERE);
            case ROUTE -> halt;
        };
    }

    private Outcome isolated(InFlightRequest request, Outcome.Halt halt) {
        PendingRequest sent = request.sent();
        if (!sent.single() || sent.inputs().get(0).isMerged()) {
            return new Outcome.Split(halt.facts());
        }
        if (answers.condemn(sent.halts().alone())) {
            known = halt.cause();
            knownUntil = clocks.moment().plus(KNOWN_FOR);
            return rejected(halt);
        }
        return new Outcome.Retry(halt.facts(), BETWEEN_TRIES, Outcome.Retry.Cause.DOUBTED);
    }

    private static Outcome rejected(Outcome.Halt halt) {
        return new Outcome.Rejected(
                halt.facts().adding("HubSpot takes other events of the route."), RejectionKind.REJECTED);
    }

    private boolean isKnown(Outcome.Halt.Cause cause) {
        return cause == known && clocks.moment().isBefore(knownUntil);
    }
}
