package io.eventbatcher.delivery.rejection;

import io.eventbatcher.delivery.history.HaltHistory;
import io.eventbatcher.delivery.inflight.InFlightRequest;
import io.eventbatcher.delivery.lane.PendingRequest;

/**
 * The evidence against inputs that draw halting answers. Two explanations compete: HubSpot refuses this input and has some rate of refusing
 * others; or one rate holds for all, as in a partial outage, and the input had bad luck.
 *
 * <p>Only first answers count for the rate, those to whole requests and to single inputs: an input in doubt is tried often, and half the
 * parts in a search hold the culprit.
 */
final class HaltingAnswers {
    /** By this bound bad luck buries fewer than one input in a million, whatever the rate. */
    private static final double ENOUGH = Math.log(1e5);

    private static final int LEAST_REFUSALS = 4;

    private long taken;
    private long halted;

    void taken(InFlightRequest request) {
        if (counts(request.sent())) {
            taken++;
        }
    }

    void halted(InFlightRequest request) {
        if (counts(request.sent())) {
            halted++;
        }
    }

    private static boolean counts(PendingRequest sent) {
        return sent.halts().isEmpty() || (sent.single() && sent.halts().untried());
    }

    /** The tries of a single input after the first halting answer to the input. */
    HaltHistory.TriesAlone firstTry() {
        return new HaltHistory.TriesAlone(taken, halted, 0, 0);
    }

    /** True if luck is no explanation. */
    boolean condemn(HaltHistory.TriesAlone tries) {
        return tries.refusals() >= LEAST_REFUSALS
                && evidence(tries.refusals(), taken - tries.taken(), halted - tries.halted()) >= ENOUGH;
    }

    /**
     * The logarithm of the odds. A rate foretells the answers best when it is the share seen; the last term is the price of having seen the
     * share of the others first, and keeps the odds honest whenever they are asked for.
     */
    static double evidence(long refusals, long othersTaken, long othersHalted) {
        return doubt(refusals + othersHalted, othersTaken)
                - doubt(othersHalted, othersTaken)
                - Math.log(1.0 + othersHalted + othersTaken);
    }

    /** The surprise of so many answers of two kinds, for whoever knows their shares. */
    private static double doubt(long one, long other) {
        return term(one + other) - term(one) - term(other);
    }

    private static double term(long count) {
        return count == 0 ? 0 : (double) count * Math.log((double) count);
    }
}
