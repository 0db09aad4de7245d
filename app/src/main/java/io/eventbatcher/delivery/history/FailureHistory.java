package io.eventbatcher.delivery.history;

import io.eventbatcher.time.Moment;
import java.time.Duration;

/**
 * The failures (5xx, or no answer) of a request. They speak against the inputs rather than the endpoint if HubSpot takes further
 * inputs of the route in the meantime.
 *
 * @param count the failures so far
 * @param comparisons the failures with a success of the route since the failure before; for the first failure of a part, since the
 *     last failure of the whole
 * @param lasted the time between the failures, as far as the endpoint is known to have been up
 * @param lastFailure the time of the last failure
 * @param acceptancesSeen the acceptances of the route at the last failure
 * @param part true for a part of a failed request; parts wait beside the queue of the lane
 * @param mayDivideWithoutComparison true if the request may be divided without a sign of life from the endpoint
 */
public record FailureHistory(
        int count,
        int comparisons,
        Duration lasted,
        Moment lastFailure,
        long acceptancesSeen,
        boolean part,
        boolean mayDivideWithoutComparison) {
    /** A request that never failed. */
    public static final FailureHistory NONE = new FailureHistory(0, 0, Duration.ZERO, Moment.LONG_AGO, 0, false, true);

    /** With as many failures, chance is no explanation. */
    public static final int SUSPICIOUS = 3;

    /** The comparisons that delivery needs to give an input up. */
    public static final int COMPARISONS_TO_EXPIRE = 3;

    /**
     * The signs of life of a route's endpoint.
     *
     * @param acceptances the requests with an input taken
     * @param mostlyUp true if enough first tries succeeded lately for failures to speak against the inputs
     * @param failing true if a request without earlier failures has failed since the last success
     */
    public record EndpointSigns(long acceptances, boolean mostlyUp, boolean failing) {}

    /**
     * The history of a part before its first try.
     *
     * @param leading true for one part of each request: only the leading part inherits the right to be divided without a comparison
     */
    public FailureHistory ofPart(boolean leading) {
        return new FailureHistory(
                0, 0, Duration.ZERO, lastFailure, acceptancesSeen, true, mayDivideWithoutComparison && leading);
    }

    /** True if neither the request nor its whole has failed. */
    public boolean isEmpty() {
        return count == 0 && !part;
    }

    /** The history after one more failure. */
    public FailureHistory failed(EndpointSigns signs, Moment now) {
        boolean mostlyUp = signs.mostlyUp();
        boolean othersTaken = mostlyUp && !isEmpty() && signs.acceptances() > acceptancesSeen;
        boolean up = othersTaken || (mostlyUp && comparisons > 0 && !signs.failing());
        return new FailureHistory(
                count + 1,
                comparisons + (othersTaken ? 1 : 0),
                up && count > 0 ? lasted.plus(now.since(lastFailure)) : lasted,
                now,
                signs.acceptances(),
                part,
                mayDivideWithoutComparison);
    }

    /** The history after an answer without a word about the endpoint: the time until now does not count. */
    public FailureHistory interrupted(EndpointSigns signs, Moment now) {
        return count == 0
                ? this
                : new FailureHistory(
                        count, comparisons, lasted, now, signs.acceptances(), part, mayDivideWithoutComparison);
    }

    /**
     * True if a request of several inputs should be divided to find the culprit. Without a sign of life only one part of each request
     * is divided further, because an outage must not take everything apart.
     */
    public boolean callsForDivision() {
        return count >= SUSPICIOUS && (mayDivideWithoutComparison || comparisons > 0);
    }

    /**
     * True if a single input has failed for long enough, with enough comparisons, to be given up.
     *
     * @param before the history at the failure before: the last failure must be a comparison, too
     */
    public boolean expired(FailureHistory before, Duration expireAfter) {
        return comparisons >= COMPARISONS_TO_EXPIRE
                && comparisons > before.comparisons
                && lasted.compareTo(expireAfter) >= 0;
    }

    /** True if only a further request of the route can bring a decision nearer. */
    public boolean needsComparison(EndpointSigns signs, Duration expireAfter) {
        return count >= SUSPICIOUS && (comparisons == 0 || signs.failing() || lasted.compareTo(expireAfter) >= 0);
    }
}
