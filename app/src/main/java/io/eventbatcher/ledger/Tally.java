package io.eventbatcher.ledger;

import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Cumulative counts of an account: {@code in = out + duplicates + dead + waiting}.
 *
 * @param in events arrived
 * @param out events gone on: handed over, batched or delivered, by stage
 * @param duplicates events dropped as duplicates
 * @param dead events turned into dead letters
 * @param lost records deleted by Kafka before their turn came, as an operator accepted; none is in {@code in}
 */
public record Tally(long in, long out, long duplicates, long dead, long lost) {
    public static final Tally ZERO = new Tally(0, 0, 0, 0);

    private static final Pattern JSON =
            Pattern.compile("\\{\"in\":(\\d+),\"out\":(\\d+),\"duplicates\":(\\d+),\"dead\":(\\d+)[,}].*");
    private static final Pattern LOST = Pattern.compile(",\"lostBeforeReading\":(\\d+)[,}]");

    /** A tally without losses. */
    public Tally(long in, long out, long duplicates, long dead) {
        this(in, out, duplicates, dead, 0);
    }

    public static Tally ofLost(long records) {
        return new Tally(0, 0, 0, 0, records);
    }

    public Tally plus(Tally other) {
        return new Tally(
                in + other.in, out + other.out, duplicates + other.duplicates, dead + other.dead, lost + other.lost);
    }

    /** The counts since an earlier tally of the account. */
    public Tally minus(Tally earlier) {
        return new Tally(
                in - earlier.in,
                out - earlier.out,
                duplicates - earlier.duplicates,
                dead - earlier.dead,
                lost - earlier.lost);
    }

    /** Events arrived at the stage and still waiting. */
    public long waiting() {
        return in - out - duplicates - dead;
    }

    /**
     * JSON, for any Kafka tool to show; delivery keeps the same text in the metadata of committed offsets. A loss above zero is appended, because
     * older releases read the rest.
     */
    public String toJson() {
        return "{\"in\":" + in + ",\"out\":" + out + ",\"duplicates\":" + duplicates + ",\"dead\":" + dead
                + (lost == 0 ? "}" : ",\"lostBeforeReading\":" + lost + "}");
    }

    public byte[] toBytes() {
        return toJson().getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Reads the text of {@link #toJson}, also with fields of later releases.
     *
     * @throws IllegalArgumentException if the text is no tally
     */
    public static Tally parse(String json) {
        Matcher matcher = JSON.matcher(json);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("'" + json + "' is no tally of the ledger");
        }
        Matcher losses = LOST.matcher(json);
        return new Tally(
                Long.parseLong(matcher.group(1)),
                Long.parseLong(matcher.group(2)),
                Long.parseLong(matcher.group(3)),
                Long.parseLong(matcher.group(4)),
                losses.find() ? Long.parseLong(losses.group(1)) : 0);
    }

    public static Tally parse(byte[] json) {
        return parse(new String(json, StandardCharsets.UTF_8));
    }
}
