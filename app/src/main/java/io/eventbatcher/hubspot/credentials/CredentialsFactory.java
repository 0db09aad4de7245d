package io.eventbatcher.hubspot.credentials;

import io.eventbatcher.config.HubSpotSettings;
import io.eventbatcher.config.HubSpotSettings.Auth;
import io.eventbatcher.time.Clocks;
import okhttp3.OkHttpClient;

/** Chooses the credentials that the settings ask for. */
public final class CredentialsFactory {
    private CredentialsFactory() {}

    /** @param http fetches OAuth tokens, within the client's own timeouts */
    public static Credentials of(HubSpotSettings settings, OkHttpClient http, Clocks clocks) {
        return settings.auth() == Auth.OAUTH
                ? new OAuthTokens(settings, http, clocks)
                : new GivenToken(new SecretFile(settings.token(), clocks));
    }
}
