package io.eventbatcher.replay.run;

import io.eventbatcher.replay.letter.LetterState;
import io.eventbatcher.replay.plan.ReplayOrder;
import io.eventbatcher.replay.plan.ReplayPlan;
import io.eventbatcher.time.Clocks;
import io.eventbatcher.time.Moment;
import java.util.Locale;
import java.util.Optional;

/**
 * The bounds on the harm that a run can do, judged by the ends of replays and not by their sending: the first letters alone, a share of deaths
 * that stops the run, and a bound on the replays whose end is not known.
 */
final class RunCare {
    /** Fewer ends prove nothing. */
    private static final long LEAST_KNOWN = 20;

    private static final long LEAST_WINDOW = 1_000;
    private static final long WINDOW_SECONDS = 10;
    private static final int PERCENT = 100;

    private final ReplayOrder order;
    private final Clocks clocks;
    private final long window;
    private final long knownBefore;
    private final long diedBefore;
    private boolean canaryPassed;
    private long knownLast = -1;
    private Moment lastNews;
    private String note = "";

    RunCare(ReplayPlan plan, Clocks clocks) {
        this.order = plan.order();
        this.clocks = clocks;
        this.lastNews = clocks.moment();
        this.window = Math.max(LEAST_WINDOW, (long) (plan.rate() * WINDOW_SECONDS));
        this.canaryPassed = order.first() == 0;
        this.diedBefore = plan.sentBefore().values().stream()
                .filter(state -> state == LetterState.DIED_AGAIN)
                .count();
        this.knownBefore = plan.sentBefore().values().stream()
                .filter(state -> state != LetterState.WAITING)
                .count();
    }

    /** The letters that may go at most, when so many letters of this process have gone. */
    int most(int gone) {
        return canaryPassed ? Integer.MAX_VALUE : Math.max(1, order.first() - gone);
    }

    /** Notes the run's numbers; time does not pass for replays while their route stands still. */
    void look(RunProgress now, boolean routeStands) {
        if (routeStands || now.known() != knownLast) {
            lastNews = clocks.moment();
            knownLast = now.known();
        }
    }

    void sent() {
        lastNews = clocks.moment();
    }

    /** True if no end of a replay came for as long as the order allows. */
    boolean isOver() {
        return clocks.moment().since(lastNews).compareTo(order.patience()) > 0;
    }

    /** The reason why nothing is sent now, as a sentence; empty if the next letters may go. */
    Optional<String> hold(RunProgress now, int gone) {
        if (!canaryPassed && gone >= order.first()) {
            if (now.of(LetterState.WAITING) > 0) {
                return Optional.of("The outcome of the first " + gone + " is awaited.");
            }
            canaryPassed = true;
        }
        return order.stopOnFailure() > 0 && now.of(LetterState.WAITING) >= window
                ? Optional.of(String.format(
                        Locale.ROOT,
                        "%,d replays are on their way; their outcome is awaited.",
                        now.of(LetterState.WAITING)))
                : Optional.empty();
    }

    /** The end of a run that must not go on. */
    Optional<RunEnd> end(RunProgress now, int gone, boolean allSent) {
        long known = now.known() - knownBefore;
        long died = now.of(LetterState.DIED_AGAIN) - diedBefore;
        if (allSent) {
            return Optional.empty();
        }
        if (!canaryPassed && gone >= order.first() && (died > 0 || isOver())) {
            note = died > 0
                    ? "Of the first " + gone + ", " + died + " died again; the rest was not sent."
                    : "The outcome of the first " + gone + " did not come within "
                            + order.patience().toSeconds() + " s; the rest was not sent.";
            return Optional.of(RunEnd.CANARY_FAILED);
        }
        if (order.stopOnFailure() > 0 && known >= LEAST_KNOWN && died * PERCENT >= order.stopOnFailure() * known) {
            note = "Of " + known + " replays whose end is known, " + died
                    + " died again; the rest was not sent (--stop-on-failure " + order.stopOnFailure() + ").";
            return Optional.of(RunEnd.FAILING);
        }
        return Optional.empty();
    }

    /** The reason of the end, as a sentence. */
    String note() {
        return note;
    }
}
