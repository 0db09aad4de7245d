package io.eventbatcher.replay.letter;

import io.eventbatcher.deadletter.DeadLetterHeader;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Objects;

/**
 * The kind of a dead letter: letters of one kind died of the same fault, and one remedy mends them all.
 *
 * @param route the route's label; empty if the letter tells none, like the other texts
 * @param category HubSpot's category
 * @param pattern the {@link MessagePattern}
 */
public record LetterKind(String reason, String route, String eventName, String category, String pattern) {
    static final String ID_PATTERN = "[0-9a-f]{8}";

    public static LetterKind of(StoredLetter letter) {
        return new LetterKind(
                letter.reason(),
                text(letter, DeadLetterHeader.ROUTE),
                text(letter, DeadLetterHeader.EVENT_NAME),
                text(letter, DeadLetterHeader.HUBSPOT_CATEGORY),
                MessagePattern.of(letter.message()));
    }

    private static String text(StoredLetter letter, DeadLetterHeader header) {
        return Objects.requireNonNullElse(letter.text(header), "");
    }

    /** A short name of the kind, the same on every machine and in every release that has the same patterns. */
    public String id() {
        String name = String.join("\n", reason, route, eventName, category, pattern);
        try {
            byte[] hash = MessageDigest.getInstance("MD5").digest(name.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 4);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has MD5", impossible);
        }
    }
}
