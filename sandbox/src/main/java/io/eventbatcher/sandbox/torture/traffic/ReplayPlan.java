package io.eventbatcher.sandbox.torture.traffic;

import io.eventbatcher.deadletter.Reason;
import io.eventbatcher.route.Route;
import io.eventbatcher.sandbox.torture.evidence.Replay;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.UUID;

/**
 * The operators' plan with a dead letter. The seed and the letter's id decide it; the id is the same in every run of a seed.
 *
 * @param end the end of the replay; none for a letter that is discarded
 * @param copies number of records by hand; 1 for all other ways
 */
public record ReplayPlan(Way way, Optional<Replay.End> end, int copies) {
    private static final double SHARE = 0.65;
    private static final double DISCARDED = 0.25;
    private static final double REPAIRED = 0.7;
    private static final double LEFT_OUT = 0.4;
    private static final double BY_HAND = 0.2;
    private static final double IN_A_FILE = 0.4;
    private static final int MOST_COPIES = 3;

    /** The ways to treat a letter. */
    public enum Way {
        /** By a producer of the operator's own. */
        BY_HAND,
        /** {@code dead-letters replay}. */
        REPLAY,
        /** {@code dead-letters edit --set}. */
        EDIT,
        /** {@code dead-letters export}, and {@code edit --file}. */
        EDIT_IN_FILE,
        /** {@code dead-letters discard}. */
        DISCARD
    }

    /** Empty for letters that are left alone: some by chance, and of those that no replay may follow most. */
    static Optional<ReplayPlan> of(long seed, UUID letter, Route route, String reason) {
        SplittableRandom random = new SplittableRandom(seed ^ letter.getLeastSignificantBits());
        boolean expired = reason.equals(Reason.EXPIRED.label());
        if (random.nextDouble() >= SHARE
                // HubSpot has taken another event with the uuid of a conflict, and the end of a replay would be unknown
                || reason.equals(Reason.UUID_CONFLICT.label())
                // HubSpot has taken later changes, and an old change must not follow
                || (expired && route.ordered())) {
            return random.nextDouble() < DISCARDED
                    ? Optional.of(new ReplayPlan(Way.DISCARD, Optional.empty(), 1))
                    : Optional.empty();
        }
        Replay.End end = end(random, route, reason);
        if (random.nextDouble() < BY_HAND) {
            // ingest writes a dead letter of an unreadable value at each command, under the same id
            int copies = isCurable(reason) ? 1 + random.nextInt(MOST_COPIES) : 1;
            return Optional.of(new ReplayPlan(Way.BY_HAND, Optional.of(end), copies));
        }
        return Optional.of(new ReplayPlan(way(random, route, reason, end), Optional.of(end), 1));
    }

    private static Replay.End end(SplittableRandom random, Route route, String reason) {
        boolean expired = reason.equals(Reason.EXPIRED.label());
        if (!isCurable(reason) || (!expired && random.nextDouble() >= REPAIRED)) {
            return Replay.End.DEAD_AGAIN;
        }
        // only an update can be left out of an answer, because answers to events name no inputs
        return route == Route.MARKETING_UPDATE && random.nextDouble() < LEFT_OUT
                ? Replay.End.UNCONFIRMED
                : Replay.End.TAKEN;
    }

    private static Way way(SplittableRandom random, Route route, String reason, Replay.End end) {
        if (end != Replay.End.TAKEN || !changes(route, reason)) {
            return Way.REPLAY;
        }
        return route == Route.BEHAVIORAL && random.nextDouble() >= IN_A_FILE ? Way.EDIT : Way.EDIT_IN_FILE;
    }

    /** True unless the event itself is broken. */
    private static boolean isCurable(String reason) {
        return reason.equals(Reason.REJECTED.label())
                || reason.equals(Reason.NOT_FOUND.label())
                || reason.equals(Reason.EXPIRED.label());
    }

    /** True if the event itself must change before HubSpot takes it. */
    static boolean changes(Route route, String reason) {
        return route != Route.MARKETING_UPDATE && !reason.equals(Reason.EXPIRED.label());
    }
}
