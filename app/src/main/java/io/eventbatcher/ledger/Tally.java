package io.eventbatcher.ledger;

import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Cumulative counts of one account. {@code in = out + duplicates + dead + }what still waits there.
 *
 * @param in what arrived
 * @param out what went on: handed over, batched or delivered, by stage
 * @param duplicates what was dropped as a duplicate
 * @param dead what went to the dead letters
 */
public record Tally(long in, long out, long duplicates, long dead) {
    public static final Tally ZERO = new Tally(0, 0, 0, 0);

    private static final Pattern JSON =
            Pattern.compile("\\{\"in\":(\\d+),\"out\":(\\d+),\"duplicates\":(\\d+),\"dead\":(\\d+)[,}].*");

    public Tally plus(Tally other) {
        return new Tally(in + other.in, out + other.out, duplicates + other.duplicates, dead + other.dead);
    }

    /** What arrived and is neither gone on, nor a duplicate, nor dead. */
    public long waiting() {
        return in - out - duplicates - dead;
    }

    /** JSON, so that any Kafka tool shows it; also what delivery keeps in its committed offsets' metadata. */
    public String toJson() {
        return "{\"in\":" + in + ",\"out\":" + out + ",\"duplicates\":" + duplicates + ",\"dead\":" + dead + "}";
    }

    public byte[] toBytes() {
        return toJson().getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Reads {@link #toJson}, and what later releases append to it.
     *
     * @throws IllegalArgumentException when the text is no tally
     */
    public static Tally parse(String json) {
        Matcher matcher = JSON.matcher(json);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("'" + json + "' is no tally of the ledger");
        }
        return new Tally(
                Long.parseLong(matcher.group(1)),
                Long.parseLong(matcher.group(2)),
                Long.parseLong(matcher.group(3)),
                Long.parseLong(matcher.group(4)));
    }

    public static Tally parse(byte[] json) {
        return parse(new String(json, StandardCharsets.UTF_8));
    }
}
