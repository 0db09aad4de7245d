package io.eventbatcher.ledger;

import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Cumulative counts of an account: {@code in = out + duplicates + dead + waiting}.
 *
 * @param in events that arrived
 * @param out events that went on: handed over, batched or delivered, by stage
 * @param duplicates events dropped as duplicates
 * @param dead events that became dead letters
 */
public record Tally(long in, long out, long duplicates, long dead) {
    public static final Tally ZERO = new Tally(0, 0, 0, 0);

    private static final Pattern JSON =
            Pattern.compile("\\{\"in\":(\\d+),\"out\":(\\d+),\"duplicates\":(\\d+),\"dead\":(\\d+)[,}].*");

    public Tally plus(Tally other) {
        return new Tally(in + other.in, out + other.out, duplicates + other.duplicates, dead + other.dead);
    }

    /** Events that arrived and still wait at the stage. */
    public long waiting() {
        return in - out - duplicates - dead;
    }

    /** JSON, so that any Kafka tool shows the tally; delivery keeps the same text in the metadata of its committed offsets. */
    public String toJson() {
        return "{\"in\":" + in + ",\"out\":" + out + ",\"duplicates\":" + duplicates + ",\"dead\":" + dead + "}";
    }

    public byte[] toBytes() {
        return toJson().getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Reads the text of {@link #toJson}, also with fields that later releases append.
     *
     * @throws IllegalArgumentException if the text is no tally
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
