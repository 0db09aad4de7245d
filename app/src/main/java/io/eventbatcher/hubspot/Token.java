package io.eventbatcher.hubspot;

import io.eventbatcher.config.Secret;
import java.util.function.Function;

/** What there is to prove who we are with. */
sealed interface Token {
    <T> T fold(Function<Secret, T> good, Function<String, T> refused, Function<String, T> unavailable);

    /** This one, as far as we know. */
    record Good(Secret secret) implements Token {
        @Override
        public <T> T fold(Function<Secret, T> good, Function<String, T> refused, Function<String, T> unavailable) {
            return good.apply(secret);
        }
    }

    /** None, until somebody does something; the sentence says what. */
    record Refused(String why) implements Token {
        @Override
        public <T> T fold(Function<Secret, T> good, Function<String, T> refused, Function<String, T> unavailable) {
            return refused.apply(why);
        }
    }

    /** None now; another time perhaps. */
    record Unavailable(String why) implements Token {
        @Override
        public <T> T fold(Function<Secret, T> good, Function<String, T> refused, Function<String, T> unavailable) {
            return unavailable.apply(why);
        }
    }
}
