package io.eventbatcher.hubspot;

import io.eventbatcher.config.HubSpotSettings;
import io.eventbatcher.config.HubSpotSettings.Auth;
import io.eventbatcher.config.Secret;
import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import okhttp3.OkHttpClient;

/** Gives the token that requests carry. Any thread; the futures never fail, and nothing waits for them but what follows. */
interface Credentials extends AutoCloseable {
    /** The token of this moment. */
    CompletableFuture<Token> current();

    /** The token of this moment, after HubSpot did not take this one: another one, if there is any to be had. */
    CompletableFuture<Token> insteadOf(Secret refused);

    @Override
    void close();

    /** @param http asks for tokens, where they are fetched; its own limits on time apply */
    static Credentials of(HubSpotSettings settings, OkHttpClient http, Clock clock) {
        if (settings.auth() == Auth.OAUTH) {
            return new OAuthTokens(settings, http, clock);
        }
        return new GivenToken(new SecretFile(settings.token(), clock));
    }
}
