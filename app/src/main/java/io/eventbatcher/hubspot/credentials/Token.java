package io.eventbatcher.hubspot.credentials;

import io.eventbatcher.config.Secret;
import java.util.function.Function;

/** A token, or the reason for having none. */
public sealed interface Token {
    <T> T fold(Function<Secret, T> good, Function<String, T> refused, Function<String, T> unavailable);

    /** A token that HubSpot has not refused so far. */
    record Good(Secret secret) implements Token {
        @Override
        public <T> T fold(Function<Secret, T> good, Function<String, T> refused, Function<String, T> unavailable) {
            return good.apply(secret);
        }
    }

    /** No token until an operator acts; the sentence names the remedy. */
    record Refused(String why) implements Token {
        @Override
        public <T> T fold(Function<Secret, T> good, Function<String, T> refused, Function<String, T> unavailable) {
            return refused.apply(why);
        }
    }

    /** No token now; a later try may succeed. */
    record Unavailable(String why) implements Token {
        @Override
        public <T> T fold(Function<Secret, T> good, Function<String, T> refused, Function<String, T> unavailable) {
            return unavailable.apply(why);
        }
    }
}
