package io.eventbatcher.hubspot.credentials;

import io.eventbatcher.config.Secret;
import java.util.concurrent.CompletableFuture;

/** A token from the configuration; a token from a file may change. */
final class GivenToken implements Credentials {
    private final SecretFile file;

    GivenToken(SecretFile file) {
        this.file = file;
    }

    @Override
    public CompletableFuture<Token> current() {
        return CompletableFuture.completedFuture(new Token.Good(file.current()));
    }

    @Override
    public CompletableFuture<Token> insteadOf(Secret refused) {
        return CompletableFuture.completedFuture(new Token.Good(file.read()));
    }

    @Override
    public void close() {}
}
