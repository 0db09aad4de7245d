package io.eventbatcher.hubspot.credentials;

import io.eventbatcher.config.Secret;
import java.time.Duration;
import java.util.Optional;

/** A reply of the token endpoint. */
sealed interface OAuthReply {
    /**
     * A new access token.
     *
     * @param life validity from now on
     * @param refreshToken the refresh token for the next fetch, if HubSpot has replaced the old one
     */
    record Granted(Secret accessToken, Duration life, Optional<String> refreshToken) implements OAuthReply {
        /** Without the tokens. */
        @Override
        public String toString() {
            return "Granted[" + life + "]";
        }
    }

    /** No token, and repeating will not help; the sentence names the remedy. */
    record Refused(String why) implements OAuthReply {
        @Override
        public String toString() {
            return why;
        }
    }

    /** No token for the moment. */
    record Failed(String why) implements OAuthReply {
        @Override
        public String toString() {
            return why;
        }
    }
}
