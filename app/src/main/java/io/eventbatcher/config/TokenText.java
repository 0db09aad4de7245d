package io.eventbatcher.config;

import java.util.Optional;

/** The form of tokens (RFC 6749, A.12 and A.17): printable ASCII, short enough for a header. */
public final class TokenText {
    /** Servers take headers of 8 to 16 KB; HubSpot's tokens have some hundred characters. */
    public static final int LONGEST = 8_192;

    private TokenText() {}

    /** The reason why a text can be no token, in a clause without the text. */
    public static Optional<String> flaw(String text) {
        if (text.isBlank()) {
            return Optional.of("is empty");
        }
        if (text.length() > LONGEST) {
            return Optional.of("is longer than the " + LONGEST + " characters that a token may have");
        }
        return text.chars().allMatch(character -> character >= ' ' && character <= '~')
                ? Optional.empty()
                : Optional.of("has a line break or another character that no token has");
    }
}
