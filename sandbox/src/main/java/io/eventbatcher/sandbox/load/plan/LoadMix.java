package io.eventbatcher.sandbox.load.plan;

/**
 * The kinds of events in a load.
 *
 * @param upsertPercent share of marketing upserts
 * @param updatePercent share of marketing updates; the rest is behavioral
 * @param conflictsPercent share of events with the uuid of an earlier event and different content, beside the duplicates
 * @param upsertIdentities number of marketing events changed by upserts
 * @param updateIdentities number of marketing events changed by updates, at most {@link LoadAccount#LAST_OBJECT_ID}
 * @param upsertsForOneRejection number of upserts of which HubSpot rejects one at most
 * @param rejectedPercent share of events that HubSpot refuses, beside the invalid ones
 * @param namesMembers true if each good marketing event has a custom property {@link #MEMBER} with its sequence: merging keeps the
 *     property, and a merged input names all its members
 */
public record LoadMix(
        int upsertPercent,
        int updatePercent,
        double conflictsPercent,
        int upsertIdentities,
        int updateIdentities,
        long upsertsForOneRejection,
        double rejectedPercent,
        boolean namesMembers) {

    /** The beginning of a member's name. */
    public static final String MEMBER = "member_";

    /**
     * 94, 4 and 2 of 100. A rejected upsert costs about 15 requests of a quota of 19 a second, and therefore at most one in 2,000 is
     * rejected.
     */
    public static final LoadMix DEFAULT = new LoadMix(4, 2, 0, 1_000, 500, 2_000, 0, false);

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

    /** The same mix with a share of events that HubSpot refuses. */
    public LoadMix withRejectedPercent(double changed) {
        return new LoadMix(
                upsertPercent,
                updatePercent,
                conflictsPercent,
                upsertIdentities,
                updateIdentities,
                upsertsForOneRejection,
                changed,
                namesMembers);
    }
}
