package io.eventbatcher.delivery.lane;

import java.time.Duration;
import java.time.Instant;

/**
 * The failures (5xx, or no answer) of a request, as far as they speak against its inputs rather than against the endpoint: because
 * other inputs of the route are taken in the meantime.
 *
 * @param count the failures so far
 * @param comparisons the failures before which another request of the route was taken since the failure before; the first failure of
 *     a part is compared with the last failure of its whole
 * @param lasted the time between the failures, as far as the endpoint is known to have been up
 * @param lastFailure the time of the last failure
 * @param successesSeen the successes of the route at the last failure
 * @param part true for a part of a request that failed; parts wait beside the queue of their lane
 * @param lead true if the request may be divided although nothing shows that the endpoint is up
 */
public record FailureHistory(
        int count,
        int comparisons,
        Duration lasted,
        Instant lastFailure,
        long successesSeen,
        boolean part,
        boolean lead) {
    public static final FailureHistory NONE = new FailureHistory(0, 0, Duration.ZERO, Instant.MIN, 0, false, true);

    /** From so many failures on, chance is no explanation. */
    public static final int SUSPICIOUS = 3;

    /** So many comparisons must speak against an input before delivery gives it up. */
    public static final int COMPARISONS_TO_EXPIRE = 3;

    /**
     * The history of a part before its first try.
     *
     * @param leading true for one part of each request: that part leads if the request does
     */
    public FailureHistory ofPart(boolean leading) {
        return new FailureHistory(0, 0, Duration.ZERO, lastFailure, successesSeen, true, lead && leading);
    }

    /** True if neither the request nor any whole of which the request is a part has failed. */
    public boolean isEmpty() {
        return count == 0 && !part;
    }

    /** The history after one more failure. */
    public FailureHistory failed(EndpointSigns signs, Instant now) {
        boolean mostlyUp = signs.mostlyUp();
        boolean othersTaken = mostlyUp && !isEmpty() && signs.successes() > successesSeen;
        boolean up = othersTaken || (mostlyUp && comparisons > 0 && !signs.failing());
        return new FailureHistory(
                count + 1,
                comparisons + (othersTaken ? 1 : 0),
                up && count > 0 ? lasted.plus(Duration.between(lastFailure, now)) : lasted,
                now,
                signs.successes(),
                part,
                lead);
    }

    /** The history after an answer that tells nothing about the endpoint: the time until now does not count. */
    public FailureHistory interrupted(EndpointSigns signs, Instant now) {
        return count == 0 ? this : new FailureHistory(count, comparisons, lasted, now, signs.successes(), part, lead);
    }

    /**
     * True if a request of several inputs should be divided to find the culprit. Without a sign of life only one part of each request
     * is divided further, so that an outage does not take everything apart.
     */
    public boolean callsForDivision() {
        return count >= SUSPICIOUS && (lead || comparisons > 0);
    }

    /**
     * True if a single input has failed for long enough, and enough other inputs were taken meanwhile, to give the input up.
     *
     * @param before the history at the failure before: other inputs must have been taken since
     */
    public boolean expired(FailureHistory before, Duration expireAfter) {
        return comparisons >= COMPARISONS_TO_EXPIRE
                && comparisons > before.comparisons
                && lasted.compareTo(expireAfter) >= 0;
    }

    /** True if only the answer to another request of the route can bring a decision nearer. */
    public boolean needsComparison(EndpointSigns signs, Duration expireAfter) {
        return count >= SUSPICIOUS && (comparisons == 0 || signs.failing() || lasted.compareTo(expireAfter) >= 0);
    }
}
