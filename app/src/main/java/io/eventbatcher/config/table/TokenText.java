package io.eventbatcher.config.table;

import java.util.Locale;
import java.util.Optional;

/**
 * The form of tokens: printable ASCII (RFC 6749, A.12 and A.17) without spaces and quotation marks, short enough for a header. RFC 6749
 * allows spaces, but no header that carries a token does (RFC 6750, 2.1), and a space is left from pasting.
 */
public final class TokenText {
    /** Servers take headers of 8 to 16 KB; HubSpot's tokens have some hundred characters. */
    public static final int LONGEST = 8_192;

    private static final String SCHEME = "bearer";

    private TokenText() {}

    /** The reason why a text can be no token, in a clause without the text, with the remedy where there is an obvious one. */
    public static Optional<String> flaw(String text) {
        if (text.isBlank()) {
            return Optional.of("is empty");
        }
        if (text.length() > LONGEST) {
            return Optional.of("is longer than the " + LONGEST + " characters that a token may have");
        }
        if (text.chars().anyMatch(character -> character < ' ' || character > '~')) {
            return Optional.of(
                    "has a line break or another character that no token has; give the token alone, in one line");
        }
        if (hasScheme(text)) {
            return Optional.of("begins with 'Bearer', which the service adds itself; give the token alone");
        }
        if (text.chars().anyMatch(character -> character == '"' || character == '\'' || character == '`')) {
            return Optional.of("has quotation marks, which belong to no token; give the token without them");
        }
        return text.indexOf(' ') >= 0
                ? Optional.of("has a space, which no token has; give the token alone, as it was issued")
                : Optional.empty();
    }

    /** True for {@code Bearer pat-…}, also with quotation marks around, and for the name of the header before. */
    private static boolean hasScheme(String text) {
        String bare = text.replaceAll("[\"'`]", "").strip().toLowerCase(Locale.ROOT);
        return bare.equals(SCHEME)
                || bare.startsWith(SCHEME + ' ')
                || bare.startsWith(SCHEME + ':')
                || bare.startsWith("authorization:");
    }
}
