package io.eventbatcher.sandbox.torture.traffic;

import io.eventbatcher.deadletter.Reason;
import io.eventbatcher.route.Route;
import io.eventbatcher.sandbox.torture.evidence.Replay;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.UUID;

/**
 * The replay of a dead letter. The seed and the letter's id decide it; the id is the same in every run of a seed.
 *
 * @param commands number of replay commands
 */
record ReplayPlan(Replay.End end, int commands) {
    private static final double SHARE = 0.6;
    private static final double REPAIRED = 0.7;
    private static final double LEFT_OUT = 0.4;
    private static final int MOST_COMMANDS = 3;

    /** Empty for letters without a replay: some by chance, all uuid conflicts, and expired changes of marketing events. */
    static Optional<ReplayPlan> of(long seed, UUID letter, Route route, String reason) {
        SplittableRandom random = new SplittableRandom(seed ^ letter.getLeastSignificantBits());
        // HubSpot has taken another event with the uuid of a conflict, and the end of a replay would be unknown
        if (random.nextDouble() >= SHARE || reason.equals(Reason.UUID_CONFLICT.label())) {
            return Optional.empty();
        }
        boolean expired = reason.equals(Reason.EXPIRED.label());
        if (expired && route.ordered()) {
            // HubSpot has taken later changes, and an old change must not follow
            return Optional.empty();
        }
        if (!Repair.helpsAgainst(reason)) {
            // ingest writes a dead letter of an unreadable value at each command, under the same id
            return Optional.of(new ReplayPlan(Replay.End.DEAD_AGAIN, 1));
        }
        int commands = 1 + random.nextInt(MOST_COMMANDS);
        if (!expired && random.nextDouble() >= REPAIRED) {
            return Optional.of(new ReplayPlan(Replay.End.DEAD_AGAIN, commands));
        }
        // only an update can be left out of an answer, because answers to events name no inputs
        boolean leftOut = route == Route.MARKETING_UPDATE && random.nextDouble() < LEFT_OUT;
        return Optional.of(new ReplayPlan(leftOut ? Replay.End.UNCONFIRMED : Replay.End.TAKEN, commands));
    }
}
