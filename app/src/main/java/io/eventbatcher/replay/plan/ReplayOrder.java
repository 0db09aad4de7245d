package io.eventbatcher.replay.plan;

import io.eventbatcher.replay.event.FieldEdits;
import io.eventbatcher.replay.letter.LetterFilter;
import java.time.Duration;

/**
 * An operator's order to replay letters.
 *
 * @param by the operator
 * @param why a remark for colleagues; may be empty
 * @param filter the letters
 * @param rate events a second; 0 for the default of the routes
 * @param maxReplays the replays after which a letter is left alone
 * @param force true to replay changes that are older than what HubSpot has taken since
 * @param stopOnFailure the percentage of replays that died, of those whose end is known, that stops the run; 0 for never
 * @param first the letters that go first, and whose end is awaited before all others; 0 for none
 * @param patience the time without news after which ends are no longer awaited
 * @param edits the fields that are changed before
 */
public record ReplayOrder(
        String by,
        String why,
        LetterFilter filter,
        double rate,
        int maxReplays,
        boolean force,
        int stopOnFailure,
        int first,
        Duration patience,
        FieldEdits edits) {
    public static final int DEFAULT_MAX_REPLAYS = 3;
    public static final int DEFAULT_STOP_ON_FAILURE = 50;
    public static final Duration DEFAULT_PATIENCE = Duration.ofMinutes(2);

    /** An order with all defaults. */
    public static ReplayOrder of(String by, String why, LetterFilter filter) {
        return new ReplayOrder(
                by,
                why,
                filter,
                0,
                DEFAULT_MAX_REPLAYS,
                false,
                DEFAULT_STOP_ON_FAILURE,
                0,
                DEFAULT_PATIENCE,
                FieldEdits.NONE);
    }

    /** The same order by another person, for another reason. */
    public ReplayOrder signed(String person, String reason) {
        return new ReplayOrder(person, reason, filter, rate, maxReplays, force, stopOnFailure, first, patience, edits);
    }

    public ReplayOrder withFilter(LetterFilter newFilter) {
        return new ReplayOrder(by, why, newFilter, rate, maxReplays, force, stopOnFailure, first, patience, edits);
    }

    public ReplayOrder withRate(double newRate) {
        return new ReplayOrder(by, why, filter, newRate, maxReplays, force, stopOnFailure, first, patience, edits);
    }

    public ReplayOrder withMaxReplays(int most) {
        return new ReplayOrder(by, why, filter, rate, most, force, stopOnFailure, first, patience, edits);
    }

    public ReplayOrder forced(boolean newForce) {
        return new ReplayOrder(by, why, filter, rate, maxReplays, newForce, stopOnFailure, first, patience, edits);
    }

    /** The order with bounds on harm: see {@link #stopOnFailure} and {@link #first}. */
    public ReplayOrder withCare(int percent, int letters) {
        return new ReplayOrder(by, why, filter, rate, maxReplays, force, percent, letters, patience, edits);
    }

    public ReplayOrder withPatience(Duration newPatience) {
        return new ReplayOrder(by, why, filter, rate, maxReplays, force, stopOnFailure, first, newPatience, edits);
    }

    public ReplayOrder withEdits(FieldEdits newEdits) {
        return new ReplayOrder(by, why, filter, rate, maxReplays, force, stopOnFailure, first, patience, newEdits);
    }
}
