package io.eventbatcher.config;

import io.eventbatcher.config.RouteSettings.Api;
import io.eventbatcher.config.table.Choice;
import io.eventbatcher.config.table.Flag;
import io.eventbatcher.config.table.Key;
import io.eventbatcher.config.table.Section;
import io.eventbatcher.config.table.Span;
import io.eventbatcher.config.table.Url;
import io.eventbatcher.config.table.Values;
import io.eventbatcher.route.Route;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The access to HubSpot.
 *
 * @param token {@link Secret#NONE} without a token
 * @param instanceHeader true if requests name the instance
 * @param oauth used only when auth is oauth
 */
public record HubSpotSettings(
        URI baseUrl,
        Secret token,
        Auth auth,
        boolean instanceHeader,
        OAuthSettings oauth,
        Duration connectTimeout,
        Duration eventsTimeout,
        Duration marketingTimeout,
        RateSettings rate,
        AnswerSettings answers,
        HaltSettings halt) {
    /** The environment variable that holds the token. */
    public static final String TOKEN_VARIABLE = Key.PREFIX + "HUBSPOT_TOKEN";

    /** The environment variable that names a file with the token. */
    public static final String TOKEN_FILE_VARIABLE = TOKEN_VARIABLE + Key.FILE;

    static final Section KEYS = new Section("hubspot", HubSpotSettings::crossCheck);

    private static final Key<URI> BASE_URL = KEYS.add("base-url", new Url(), "https://api.hubapi.com", """
        The base of HubSpot's API; another one for the simulator or a proxy.
        """);
    private static final Key<Secret> TOKEN = KEYS.open("token", Secret.TOKEN, "none", """
        The private-app token or service key, without which the service does not start; with hubspot.auth hapikey the
        API key.
        """);
    private static final Key<Auth> AUTH =
            KEYS.add("auth", Choice.of(Auth.BEARER, Auth.OAUTH, Auth.HAPIKEY, Auth.PRIVATE_APP_LEGACY), "bearer", """
                The credentials of requests: bearer sends hubspot.token in the header Authorization: Bearer; oauth sends there a
                token that is fetched with hubspot.oauth; hapikey and private-app-legacy, long deprecated and for the v3 route
                only, send hubspot.token as the query parameter hapikey or in the header private-app-legacy.
                """);
    private static final Key<Boolean> INSTANCE_HEADER = KEYS.add("instance-header", new Flag(), "false", """
        True to send the name of the instance, by default the host's, with each request, in the header
        X-Event-Batcher-Instance. X-Event-Batcher-Batch and X-Event-Batcher-Attempt, which tell repetitions of a request,
        always go out.
        """);
    static final Section TIMEOUTS = new Section("hubspot", HubSpotSettings::judgeTimeouts);

    private static final Key<Duration> CONNECT_TIMEOUT =
            TIMEOUTS.add("connect-timeout", Span.of("100ms", "10m"), "10s", """
                The longest time that a new connection may take, within the request's own timeout.
                """);
    private static final Key<Duration> EVENTS_TIMEOUT = TIMEOUTS.add(
            "events-timeout", Span.of("100ms", "10m"), "30s", "The longest time that a behavioral request may take.");
    private static final Key<Duration> MARKETING_TIMEOUT =
            TIMEOUTS.add("marketing-timeout", Span.of("100ms", "10m"), "2m", """
                The longest time that a marketing request may take: above HubSpot's own ceiling of 100 s, so that a late answer
                is still heard.
                """);

    /** The credentials of requests. */
    public enum Auth {
        /** The token in the header {@code Authorization: Bearer}. */
        BEARER,
        /** A token of some minutes in the same header, fetched with a refresh token. */
        OAUTH,
        /** The query parameter {@code hapikey}, not accepted by HubSpot since November 2022; v3 only. */
        HAPIKEY,
        /** The header {@code private-app-legacy}, named in the v3 document; v3 only. */
        PRIVATE_APP_LEGACY
    }

    public HubSpotSettings {
        BASE_URL.check(baseUrl);
        TOKEN.check(token);
        CONNECT_TIMEOUT.check(connectTimeout);
        EVENTS_TIMEOUT.check(eventsTimeout);
        MARKETING_TIMEOUT.check(marketingTimeout);
    }

    HubSpotSettings(Values values) {
        this(
                values.get(BASE_URL),
                values.find(TOKEN).orElse(Secret.NONE),
                values.get(AUTH),
                values.get(INSTANCE_HEADER),
                new OAuthSettings(values),
                values.get(CONNECT_TIMEOUT),
                values.get(EVENTS_TIMEOUT),
                values.get(MARKETING_TIMEOUT),
                new RateSettings(values),
                new AnswerSettings(values),
                new HaltSettings(values));
    }

    /** The missing credential, in a sentence with the remedy. */
    public Optional<String> missingCredentials() {
        if (auth != Auth.OAUTH) {
            return token.isEmpty()
                    ? Optional.of("There is no token for HubSpot; " + TOKEN.setSecret() + ".")
                    : Optional.empty();
        }
        return oauth.missing();
    }

    /** A warning about credentials that HubSpot may refuse any day. */
    public Optional<String> outdatedCredentials() {
        return switch (auth) {
            case BEARER, OAUTH -> Optional.empty();
            case HAPIKEY ->
                Optional.of(
                        "HubSpot has not accepted API keys (hapikey) since November 2022, and a key in a URL ends in the logs"
                                + " of every proxy on the way; use a private app's token with hubspot.auth bearer.");
            case PRIVATE_APP_LEGACY ->
                Optional.of(
                        "The header private-app-legacy is named in HubSpot's v3 document only and may end without notice;"
                                + " use hubspot.auth bearer.");
        };
    }

    /** An environment without HubSpot's credentials, whose files may be missing, for commands that ask HubSpot nothing. */
    public static Map<String, String> withoutCredentials(Map<String, String> environment) {
        Map<String, String> rest = new HashMap<>(environment);
        Stream.concat(KEYS.keys().stream(), OAuthSettings.KEYS.keys().stream())
                .filter(Key::secret)
                .map(Key::variable)
                .forEach(variable -> {
                    rest.remove(variable);
                    rest.remove(variable + Key.FILE);
                });
        // true would need the file of the refresh token
        rest.put(OAuthSettings.WRITE_REFRESH_TOKEN.variable(), "false");
        return rest;
    }

    private static void crossCheck(Values values) {
        if (values.sound(AUTH) && List.of(Auth.HAPIKEY, Auth.PRIVATE_APP_LEGACY).contains(values.get(AUTH))) {
            onlyV3(values);
        }
    }

    private static void judgeTimeouts(Values values) {
        connectWithin(EVENTS_TIMEOUT, values);
        connectWithin(MARKETING_TIMEOUT, values);
    }

    /** A default may be longer than a short request timeout, because nobody asked for the default. */
    private static void connectWithin(Key<Duration> request, Values values) {
        if (values.isGiven(CONNECT_TIMEOUT)
                && values.sound(request)
                && values.get(CONNECT_TIMEOUT).compareTo(values.get(request)) > 0) {
            values.refuse(
                    CONNECT_TIMEOUT,
                    values.text(CONNECT_TIMEOUT) + " is longer than " + request + " (" + values.text(request)
                            + "), which ends the whole request; make it shorter");
        }
    }

    private static void onlyV3(Values values) {
        for (Route route : RouteSettings.enabled(values)) {
            RouteSettings.Keys keys = RouteSettings.keys(route);
            if (keys.apiOf(values) != Api.V3) {
                values.refuse(
                        AUTH,
                        values.text(AUTH) + " is known on the v3 route only, but " + route
                                + " does not use v3; use bearer, or set "
                                + keys.api.map(api -> api + " to v3").orElse(keys.enabled + " to false"));
            }
        }
    }
}
