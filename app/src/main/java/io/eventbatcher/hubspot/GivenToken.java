package io.eventbatcher.hubspot;

import io.eventbatcher.config.Secret;
import java.util.concurrent.CompletableFuture;

/** A token that somebody made; from a file it may change. */
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
