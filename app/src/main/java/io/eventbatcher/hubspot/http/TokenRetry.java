package io.eventbatcher.hubspot.http;

import io.eventbatcher.config.Secret;
import io.eventbatcher.hubspot.Facts;
import io.eventbatcher.hubspot.Outcome;
import io.eventbatcher.hubspot.Outcome.Halt;
import io.eventbatcher.hubspot.answer.Classifier;
import io.eventbatcher.hubspot.credentials.Credentials;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** Sends a request with the present token, and once more if HubSpot refuses the token and another one can be had. */
final class TokenRetry {
    private final Credentials credentials;

    TokenRetry(Credentials credentials) {
        this.credentials = credentials;
    }

    /** @param sending sends the request once, with a token */
    CompletableFuture<Outcome> send(Function<Secret, CompletableFuture<Outcome>> sending) {
        return credentials
                .current()
                .thenCompose(token ->
                        token.fold(secret -> send(secret, sending), TokenRetry::halted, TokenRetry::unavailable));
    }

    private CompletableFuture<Outcome> send(Secret token, Function<Secret, CompletableFuture<Outcome>> sending) {
        return sending.apply(token).thenCompose(outcome -> {
            if (!(outcome instanceof Halt halt && halt.cause() == Halt.Cause.TOKEN_REFUSED)) {
                return CompletableFuture.completedFuture(outcome);
            }
            return credentials
                    .insteadOf(token)
                    .thenCompose(other -> other.fold(
                            secret -> secret.reveal().equals(token.reveal())
                                    ? CompletableFuture.completedFuture(outcome)
                                    : sending.apply(secret),
                            TokenRetry::halted,
                            TokenRetry::unavailable));
        });
    }

    private static CompletableFuture<Outcome> halted(String why) {
        return CompletableFuture.completedFuture(new Halt(Facts.withoutAnswer(why), Halt.Cause.NO_TOKEN));
    }

    private static CompletableFuture<Outcome> unavailable(String why) {
        return CompletableFuture.completedFuture(Classifier.withoutAnswer(why));
    }
}
