package io.eventbatcher.config;

import io.eventbatcher.config.HubSpotSettings.Auth;
import java.net.URI;
import java.util.List;
import java.util.regex.Pattern;

/** Where HubSpot is, and how requests prove who they are from. */
final class AccessKeys {
    static final Section SECTION = new Section();

    static final Key<URI> BASE_URL = SECTION.add(Key.of(
            "hubspot.base-url",
            new AddressTypes.Url(),
            "https://api.hubapi.com",
            "Where HubSpot's API is; change it for the simulator or a proxy."));
    static final Key<Secret> TOKEN = SECTION.add(
            Key.open(
                    "hubspot.token",
                    new Types.Token(),
                    "none",
                    "The private-app token or service key, without which the service does not start; with hubspot.auth hapikey the API key."));
    static final Key<Auth> AUTH = SECTION.add(Key.of(
            "hubspot.auth",
            Types.choice(Auth.BEARER, Auth.OAUTH, Auth.HAPIKEY, Auth.PRIVATE_APP_LEGACY),
            "bearer",
            "How requests prove who they are from: with hubspot.token in the header Authorization: Bearer; or, oauth, with a token"
                    + " there that is fetched as hubspot.oauth says; or, on the v3 route only and long deprecated, with"
                    + " hubspot.token as the query parameter hapikey or the header private-app-legacy."));
    static final Key<Secret> OAUTH_CLIENT_ID = SECTION.add(
            Key.open("hubspot.oauth.client-id", new Types.Hidden(), "none", "The public app's client id; for oauth."));
    static final Key<Secret> OAUTH_CLIENT_SECRET = SECTION.add(Key.open(
            "hubspot.oauth.client-secret", new Types.Hidden(), "none", "The public app's client secret; for oauth."));
    static final Key<Secret> OAUTH_REFRESH_TOKEN = SECTION.add(
            Key.open(
                    "hubspot.oauth.refresh-token",
                    new Types.Token(),
                    "none",
                    "The refresh token that came with the grant of the account's owner; for oauth. A file is read anew when it changes."));
    static final Key<String> OAUTH_TOKEN_PATH = SECTION.add(Key.of(
            "hubspot.oauth.token-path",
            new Types.Text("path", Pattern.compile("/[^?#\\s]*"), "a path starts with a slash and has no '?' or '#'"),
            "/oauth/2026-03/token",
            "Where tokens are fetched, below hubspot.base-url; HubSpot moves its paths."));
    static final Key<Boolean> OAUTH_WRITE_REFRESH_TOKEN = SECTION.add(Key.of(
            "hubspot.oauth.write-refresh-token",
            new Types.Flag(),
            "false",
            "Whether a new refresh token replaces the content of the file that holds the first one, so that a restart knows it."
                    + " Without it a new one is kept in memory only."));

    private AccessKeys() {}

    /** What only HubSpot may see. */
    static List<Key<Secret>> secrets() {
        return List.of(TOKEN, OAUTH_CLIENT_ID, OAUTH_CLIENT_SECRET, OAUTH_REFRESH_TOKEN);
    }
}
