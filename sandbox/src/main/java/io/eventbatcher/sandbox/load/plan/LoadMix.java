package io.eventbatcher.sandbox.load.plan;

/**
 * What kinds of events a load has.
 *
 * @param upsertPercent how many of 100 are marketing upserts
 * @param updatePercent how many of 100 are marketing updates; the rest is behavioral
 * @param conflictsPercent how many of 100 have the uuid of an earlier one and other content, beside the duplicates
 * @param upsertIdentities how many marketing events the upserts are about
 * @param updateIdentities how many marketing events the updates are about, {@link LoadAccount#LAST_OBJECT_ID} at most
 * @param upsertsForOneRejection of at least so many upserts one is rejected by HubSpot
 * @param namesMembers whether each marketing event to be delivered has a custom property of its own, {@link #MEMBER} and its sequence:
 *     merging keeps it, so that who receives a merged input sees all that went into it
 */
public record LoadMix(
        int upsertPercent,
        int updatePercent,
        double conflictsPercent,
        int upsertIdentities,
        int updateIdentities,
        long upsertsForOneRejection,
        boolean namesMembers) {

    /** The beginning of a member's name. */
    public static final String MEMBER = "member_";

    /**
     * 94, 4 and 2 of 100; a rejected upsert costs about 15 requests of a quota of 19 a second, so there is at most one more than one in
     * 2,000.
     */
    public static final LoadMix DEFAULT = new LoadMix(4, 2, 0, 1_000, 500, 2_000, false);

    public LoadMix {
        if (upsertPercent < 0 || updatePercent < 0 || upsertPercent + updatePercent > 100) {
            throw new IllegalArgumentException("Upserts (%d %%) and updates (%d %%) must be 100 %% at most together."
                    .formatted(upsertPercent, updatePercent));
        }
        if (upsertIdentities < 1 || updateIdentities < 1 || updateIdentities > LoadAccount.LAST_OBJECT_ID) {
            throw new IllegalArgumentException("The identities must be 1 or more, and those of updates %d at most."
                    .formatted(LoadAccount.LAST_OBJECT_ID));
        }
    }
}
