package io.eventbatcher.ledger;

import java.util.Base64;
import java.util.BitSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The metadata of a lane's committed offset: the lane's tally, and the items that are settled beyond the offset. In most offsets no item is; then
 * the text is the tally alone.
 */
public final class OffsetMetadata {
    /** The metadata of a lane that has settled nothing. */
    public static final OffsetMetadata START = new OffsetMetadata(Tally.ZERO, new BitSet());

    /**
     * The most items beyond the offset. Kafka takes 4,096 bytes of metadata ({@code offset.metadata.max.bytes}); the items make 3,500 bytes, the
     * tally at most 130.
     */
    public static final int MOST_AHEAD = 21_000;

    private static final Pattern AHEAD = Pattern.compile(",\"ahead\":\"([A-Za-z0-9+/=]*)\"");

    private final Tally tally;
    private final BitSet ahead;

    /**
     * @param tally counts all settled items, also beyond the offset
     * @param ahead the settled items beyond the offset, counted through the batches from the offset on, from zero; at most {@link #MOST_AHEAD}
     */
    public OffsetMetadata(Tally tally, BitSet ahead) {
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

    /** The tally's JSON, with the field {@code ahead} if items beyond the offset are settled; older releases skip the field. */
    public String toJson() {
        String json = tally.toJson();
        if (ahead.isEmpty()) {
            return json;
        }
        String bits = Base64.getEncoder().encodeToString(ahead.toByteArray());
        return json.substring(0, json.length() - 1) + ",\"ahead\":\"" + bits + "\"}";
    }

    /**
     * Reads the text of {@link #toJson}, or of a tally alone.
     *
     * @throws IllegalArgumentException if the text is neither
     */
    public static OffsetMetadata parse(String json) {
        Tally tally = Tally.parse(json);
        Matcher matcher = AHEAD.matcher(json);
        return new OffsetMetadata(
                tally, matcher.find() ? BitSet.valueOf(Base64.getDecoder().decode(matcher.group(1))) : new BitSet());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof OffsetMetadata that && tally.equals(that.tally) && ahead.equals(that.ahead);
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
