package io.eventbatcher.delivery.lane;

import io.eventbatcher.delivery.gate.EndpointHealth;
import java.time.Duration;
import java.time.Instant;

/**
 * What speaks against the inputs of a shipment that draws 5xx or no answer, rather than against the endpoint: that others of its
 * route are taken at the same time.
 *
 * @param strikes how often it failed so
 * @param rounds before how many of these failures, since the one before, something else of the route was taken; for a part, the
 *     first one before is that of the whole
 * @param lasted the time between its failures, as far as the endpoint was up by what is known
 * @param lastStrike when it failed last
 * @param successesSeen how much of the route had been taken by then
 * @param part whether it is a part of what failed before; parts wait beside their lane, not in its way
 * @param lead whether it may be divided although nothing shows that the endpoint is up
 */
public record FailureHistory(
        int strikes, int rounds, Duration lasted, Instant lastStrike, long successesSeen, boolean part, boolean lead) {
    /** Nothing speaks against it. */
    public static final FailureHistory NONE = new FailureHistory(0, 0, Duration.ZERO, Instant.MIN, 0, false, true);

    /** So many failures, and it is not by chance that they hit this shipment. */
    public static final int STRIKES = 3;

    /** So often must others have been taken between two of its failures before an input is given up. */
    public static final int ROUNDS = 3;

    /**
     * A part of this shipment, before it is sent for the first time.
     *
     * @param leading whether it leads, if this does
     */
    public FailureHistory ofPart(boolean leading) {
        return new FailureHistory(0, 0, Duration.ZERO, lastStrike, successesSeen, true, lead && leading);
    }

    /** Whether it never failed, nor anything that it was part of. */
    public boolean unknown() {
        return strikes == 0 && !part;
    }

    /** It failed once more. */
    public FailureHistory strike(EndpointHealth pulse, Instant now) {
        boolean mostlyUp = pulse.mostlyUp();
        boolean othersTaken = mostlyUp && !unknown() && pulse.successes() > successesSeen;
        boolean up = othersTaken || (mostlyUp && rounds > 0 && !pulse.failing());
        return new FailureHistory(
                strikes + 1,
                rounds + (othersTaken ? 1 : 0),
                up && strikes > 0 ? lasted.plus(Duration.between(lastStrike, now)) : lasted,
                now,
                pulse.successes(),
                part,
                lead);
    }

    /** It was answered in a way that says nothing of the endpoint: the time until now does not count. */
    public FailureHistory interrupted(EndpointHealth pulse, Instant now) {
        return strikes == 0 ? this : new FailureHistory(strikes, rounds, lasted, now, pulse.successes(), part, lead);
    }

    /**
     * Whether to look for the culprit in its parts. Only one part of each shipment leads on without a sign of life: an outage must
     * not take everything apart, down to single inputs.
     */
    public boolean callsForDivision() {
        return strikes >= STRIKES && (lead || rounds > 0);
    }

    /**
     * Whether it was on trial for long enough, with enough to compare it with.
     *
     * @param before how it stood at the failure before: since then, too, others must have been taken
     */
    public boolean ripe(FailureHistory before, Duration expireAfter) {
        return rounds >= ROUNDS && rounds > before.rounds && lasted.compareTo(expireAfter) >= 0;
    }

    /** Whether it comes no nearer to its end unless something else of the route is tried. */
    public boolean lacksWitness(EndpointHealth pulse, Duration expireAfter) {
        return strikes >= STRIKES && (rounds == 0 || pulse.failing() || lasted.compareTo(expireAfter) >= 0);
    }
}
