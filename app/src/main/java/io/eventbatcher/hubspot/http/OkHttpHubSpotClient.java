package io.eventbatcher.hubspot.http;

import io.eventbatcher.config.HubSpotSettings;
import io.eventbatcher.config.Settings;
import io.eventbatcher.http.FreshConnections;
import io.eventbatcher.hubspot.Facts;
import io.eventbatcher.hubspot.HubSpotClient;
import io.eventbatcher.hubspot.HubSpotRequest;
import io.eventbatcher.hubspot.LimitHeaders;
import io.eventbatcher.hubspot.Outcome;
import io.eventbatcher.hubspot.answer.Classifier;
import io.eventbatcher.hubspot.credentials.Credentials;
import io.eventbatcher.hubspot.credentials.CredentialsFactory;
import io.eventbatcher.route.Route;
import io.eventbatcher.time.Clocks;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import okhttp3.OkHttpClient;

/** The port on OkHttp: assembles addresses, timeouts, credentials and the exchange. */
public final class OkHttpHubSpotClient implements HubSpotClient {
    private static final Duration TOKEN_TIMEOUT = Duration.ofSeconds(30);

    private final Credentials credentials;
    private final TokenRetry tokens;
    private final HttpExchange exchange;
    private final Map<Route, Target> targets = new EnumMap<>(Route.class);

    private record Target(Address address, FreshConnections http) {}

    private OkHttpHubSpotClient(Settings settings, Clocks clocks) {
        HubSpotSettings hubspot = settings.hubspot();
        int most = mostInFlight(settings);
        OkHttpClient http = OkHttpClients.of(hubspot, most);
        credentials = CredentialsFactory.of(
                hubspot, http.newBuilder().callTimeout(TOKEN_TIMEOUT).build(), clocks);
        tokens = new TokenRetry(credentials);
        exchange = new HttpExchange(new Classifier(hubspot.answers(), clocks), new HttpRequests(settings));
        for (Route route : settings.enabledRoutes()) {
            FreshConnections timed = OkHttpClients.timed(http, timeout(hubspot, route), most);
            targets.put(route, new Target(Address.of(settings, route), timed));
        }
    }

    /** A client for the settings; no connection is opened before the first request. */
    public static HubSpotClient of(Settings settings, Clocks clocks) {
        return new OkHttpHubSpotClient(settings, clocks);
    }

    private static int mostInFlight(Settings settings) {
        int most = settings.enabledRoutes().stream()
                .map(settings::route)
                .mapToInt(route -> route.lanes() * route.inFlight())
                .sum();
        return Math.max(1, most);
    }

    private static Duration timeout(HubSpotSettings settings, Route route) {
        return switch (route.quota()) {
            case EVENTS -> settings.eventsTimeout();
            case ACCOUNT -> settings.marketingTimeout();
        };
    }

    @Override
    public void onLimits(BiConsumer<Route, LimitHeaders> listener) {
        exchange.onLimits(listener);
    }

    @Override
    public CompletableFuture<Outcome> send(HubSpotRequest request) {
        Target target = targets.get(request.route());
        if (target == null) {
            throw new IllegalStateException("the route " + request.route() + " is not enabled");
        }
        if (!target.address().takes(request.inputs().size())) {
            // the batch is older than the switch of the route to single events
            return CompletableFuture.completedFuture(
                    new Outcome.Split(Facts.withoutAnswer("not sent: this API takes one event per request")));
        }
        return tokens.send(token -> exchange.send(target.http(), target.address(), request, token));
    }

    @Override
    public void close() {
        credentials.close();
        targets.values().forEach(target -> target.http().close());
    }

    /** Without the token. */
    @Override
    public String toString() {
        return "OkHttpHubSpotClient["
                + targets.values().stream().map(Target::address).toList() + "]";
    }
}
