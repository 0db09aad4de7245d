package io.eventbatcher.ledger;

import java.util.Base64;
import java.util.BitSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the committed offset of a lane carries as its metadata: the lane's tally, and what is settled beyond the offset. Mostly
 * nothing is; then the text is the tally alone.
 */
public final class OffsetTally {
    /** Of a lane that never settled anything. */
    public static final OffsetTally START = new OffsetTally(Tally.ZERO, new BitSet());

    /**
     * So many items beyond the offset can be told apart. Kafka takes 4,096 bytes of metadata ({@code offset.metadata.max.bytes});
     * these make 3,500, and the tally at most 130.
     */
    public static final int MOST_AHEAD = 21_000;

    private static final Pattern AHEAD = Pattern.compile(",\"ahead\":\"([A-Za-z0-9+/=]*)\"");

    private final Tally tally;
    private final BitSet ahead;

    /**
     * @param tally all that is settled, what is settled beyond the offset included
     * @param ahead the settled items beyond the offset, counted through the batches from the offset on, from zero; no more than {@link
     *     #MOST_AHEAD}
     */
    public OffsetTally(Tally tally, BitSet ahead) {
        this.tally = tally;
        this.ahead = (BitSet) ahead.clone();
    }

    public Tally tally() {
        return tally;
    }

    /** A copy. */
    public BitSet ahead() {
        return (BitSet) ahead.clone();
    }

    /** The tally's JSON, with one field more where something is settled ahead; releases that do not know it skip it. */
    public String toJson() {
        String json = tally.toJson();
        if (ahead.isEmpty()) {
            return json;
        }
        String bits = Base64.getEncoder().encodeToString(ahead.toByteArray());
        return json.substring(0, json.length() - 1) + ",\"ahead\":\"" + bits + "\"}";
    }

    /**
     * Reads {@link #toJson}, and a tally alone.
     *
     * @throws IllegalArgumentException when the text is neither
     */
    public static OffsetTally parse(String json) {
        Tally tally = Tally.parse(json);
        Matcher matcher = AHEAD.matcher(json);
        return new OffsetTally(
                tally, matcher.find() ? BitSet.valueOf(Base64.getDecoder().decode(matcher.group(1))) : new BitSet());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof OffsetTally that && tally.equals(that.tally) && ahead.equals(that.ahead);
    }

    @Override
    public int hashCode() {
        return 31 * tally.hashCode() + ahead.hashCode();
    }

    @Override
    public String toString() {
        return toJson();
    }
}
