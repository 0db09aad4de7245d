package io.eventbatcher.config;

import io.eventbatcher.config.table.Flag;
import io.eventbatcher.config.table.Key;
import io.eventbatcher.config.table.Section;
import io.eventbatcher.config.table.Text;
import io.eventbatcher.config.table.Values;
import java.util.Optional;

/**
 * The credentials of a public app.
 *
 * @param refreshToken granted by the owner of the account
 * @param tokenPath the path of the token endpoint, below the base URL
 */
public record OAuthSettings(
        Secret clientId, Secret clientSecret, Secret refreshToken, String tokenPath, boolean writeRefreshToken) {
    static final Section KEYS = new Section("hubspot.oauth", OAuthSettings::crossCheck);

    private static final Key<Secret> CLIENT_ID =
            KEYS.open("client-id", Secret.TOKEN, "none", "The public app's client id; for oauth.");
    private static final Key<Secret> CLIENT_SECRET =
            KEYS.open("client-secret", Secret.TOKEN, "none", "The public app's client secret; for oauth.");
    private static final Key<Secret> REFRESH_TOKEN = KEYS.open("refresh-token", Secret.TOKEN, "none", """
        The refresh token that came with the grant of the account's owner; for oauth. A file is read anew when it
        changes.
        """);
    private static final Key<String> TOKEN_PATH = KEYS.add("token-path", Text.path(""), "/oauth/2026-03/token", """
        The path below hubspot.base-url that gives tokens; HubSpot moves paths.
        """);
    static final Key<Boolean> WRITE_REFRESH_TOKEN = KEYS.add("write-refresh-token", new Flag(), "false", """
        True if a new refresh token replaces the content of the file that holds the first one, so that a restart knows
        the new token. False keeps a new token in memory only.
        """);

    public OAuthSettings {
        CLIENT_ID.check(clientId);
        CLIENT_SECRET.check(clientSecret);
        REFRESH_TOKEN.check(refreshToken);
        TOKEN_PATH.check(tokenPath);
    }

    OAuthSettings(Values values) {
        this(
                values.find(CLIENT_ID).orElse(Secret.NONE),
                values.find(CLIENT_SECRET).orElse(Secret.NONE),
                values.find(REFRESH_TOKEN).orElse(Secret.NONE),
                values.get(TOKEN_PATH),
                values.get(WRITE_REFRESH_TOKEN));
    }

    /** The first missing credential, in a sentence with the remedy. */
    Optional<String> missing() {
        return missing(CLIENT_ID, clientId)
                .or(() -> missing(CLIENT_SECRET, clientSecret))
                .or(() -> missing(REFRESH_TOKEN, refreshToken));
    }

    private static Optional<String> missing(Key<Secret> key, Secret secret) {
        return secret.isEmpty()
                ? Optional.of("hubspot.auth is oauth, but there is no " + key + "; " + key.setSecret() + ".")
                : Optional.empty();
    }

    private static void crossCheck(Values values) {
        if (values.sound(WRITE_REFRESH_TOKEN, REFRESH_TOKEN)
                && values.get(WRITE_REFRESH_TOKEN)
                && values.find(REFRESH_TOKEN).flatMap(Secret::file).isEmpty()) {
            values.refuse(
                    WRITE_REFRESH_TOKEN,
                    "needs a file to write to; give the refresh token by " + REFRESH_TOKEN.variable() + Key.FILE
                            + " instead of " + REFRESH_TOKEN.variable() + ", or remove it");
        }
    }
}
