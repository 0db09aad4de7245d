package io.eventbatcher.hubspot.credentials;

import io.eventbatcher.config.Secret;
import java.util.concurrent.CompletableFuture;

/** Gives the token for requests. Any thread; the futures never fail, and dependents must not block. */
public interface Credentials extends AutoCloseable {
    /** The present token. */
    CompletableFuture<Token> current();

    /** The token to use after HubSpot has refused a token: another token, if one can be had. */
    CompletableFuture<Token> insteadOf(Secret refused);

    @Override
    void close();
}
