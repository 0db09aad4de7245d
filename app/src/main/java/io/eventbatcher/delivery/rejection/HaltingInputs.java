package io.eventbatcher.delivery.rejection;

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
 * 403. The first halting answer to a request halts. If HubSpot takes an input of a later request, and the first request draws a halting
 * answer again, the answer speaks of the inputs: the request is split, and the culprit tried alone, again and again. Owned by the poll
 * thread.
 */
public final class HaltingInputs {
    /** With as many halting answers to a single input, and acceptances of others between, chance is no explanation. */
    static final int COMPARISONS = 3;

    /** Enough tries alone where no other inputs are left to compare with. */
    static final int TRIES_ALONE = 15;

    /** Searches for culprits in several requests take fewer without an acceptance; a fault of the route takes more. */
    private static final int MOST_IN_A_ROW = 40;

    /** So long a cause that was found to speak of inputs halts nothing at the first answer. */
    private static final Duration KNOWN_FOR = Duration.ofMinutes(10);

    private static final Duration BETWEEN_TRIES = Duration.ofSeconds(1);

    private final RejectionGuard rejections;
    private final LongSupplier newestAnywhere;
    private final Clocks clocks;
    private int inARow;
    private Outcome.Halt.@Nullable Cause known;
    private Moment knownUntil = Moment.LONG_AGO;

    /** @param newestAnywhere number of the newest request of any route with an input taken */
    public HaltingInputs(RejectionGuard rejections, LongSupplier newestAnywhere, Clocks clocks) {
        this.rejections = rejections;
        this.newestAnywhere = newestAnywhere;
        this.clocks = clocks;
    }

    /** The request, with a halting answer noted. */
    public InFlightRequest noted(InFlightRequest request, Outcome outcome) {
        return speaksOfInputs(outcome) ? request.halted(rejections.newestTaken()) : request;
    }

    /** Without a token no request was sent. */
    private static boolean speaksOfInputs(Outcome outcome) {
        return outcome instanceof Outcome.Halt halt && halt.cause() != Outcome.Halt.Cause.NO_TOKEN;
    }

    /**
     * The meaning of an outcome: a halting answer about an input becomes a split, a doubt or a rejection.
     *
     * @param request with the answer {@link #noted}
     */
    public Outcome meaning(InFlightRequest request, Outcome outcome) {
        if (outcome.showsAcceptance()) {
            inARow = 0;
        }
        return speaksOfInputs(outcome) ? meaning(request, (Outcome.Halt) outcome) : outcome;
    }

    private Outcome meaning(InFlightRequest request, Outcome.Halt halt) {
        PendingRequest.HaltHistory halts = request.sent().halts();
        inARow++;
        if (rejections.confirmsAll()
                && halt.scope() == Outcome.Halt.Scope.ROUTE
                && halts.firstRequest() < request.number()) {
            return isolated(request, halt, true);
        }
        boolean doubtful = halts.othersTaken(rejections.newestTaken()) || isKnown(halt.cause());
        boolean search = request.sent().single() || inARow <= MOST_IN_A_ROW;
        Outcome meaning = doubtful && search && !request.isProbe() ? isolated(request, halt, decided(halts)) : halt;
        return meaning.equals(halt) && halts.othersTaken(newestAnywhere.getAsLong()) ? ofRoute(halt) : meaning;
    }

    /** The credentials are good while another route takes them: only this route stops. */
    private static Outcome ofRoute(Outcome.Halt halt) {
        return switch (halt.scope()) {
            case CREDENTIALS -> new Outcome.Halt(halt.facts(), Outcome.Halt.Cause.REFUSED_HERE);
            case ROUTE -> halt;
        };
    }

    private Outcome isolated(InFlightRequest request, Outcome.Halt halt, boolean enough) {
        if (!request.sent().single()) {
            return new Outcome.Split(halt.facts());
        }
        PendingRequest.HaltHistory halts = request.sent().halts();
        if (enough) {
            known = halt.cause();
            knownUntil = clocks.moment().plus(KNOWN_FOR);
            return new Outcome.Rejected(
                    halt.facts().adding("HubSpot takes other events of the route."), RejectionKind.REJECTED);
        }
        return halts.alone() > COMPARISONS && !halts.othersTaken(rejections.newestTaken())
                ? halt
                : new Outcome.Retry(halt.facts(), BETWEEN_TRIES, Outcome.Retry.Cause.DOUBTED);
    }

    private boolean decided(PendingRequest.HaltHistory halts) {
        return halts.othersTaken(rejections.newestTaken())
                && (halts.comparisons() >= COMPARISONS || halts.alone() >= TRIES_ALONE);
    }

    private boolean isKnown(Outcome.Halt.Cause cause) {
        return cause == known && clocks.moment().isBefore(knownUntil);
    }
}
