package io.eventbatcher.hubspot.credentials;

import io.eventbatcher.config.HubSpotSettings;
import io.eventbatcher.config.Settings;
import io.eventbatcher.config.source.SettingsFile;
import io.eventbatcher.fixtures.ManualClock;
import io.eventbatcher.hubspot.HubSpotClient;
import io.eventbatcher.hubspot.Outcome;
import io.eventbatcher.hubspot.Text;
import io.eventbatcher.hubspot.http.OkHttpHubSpotClient;
import io.eventbatcher.route.Route;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockWebServer;

/** Clients whose tokens change, the HubSpot that gives tokens and asks for them, and the time. */
final class TokenWorld implements AutoCloseable {
    static final String SECRET = "s3cr3t-";
    static final String CLIENT_SECRET = SECRET + "client";

    final TokenServer hubSpot = new TokenServer();
    final ManualClock time = new ManualClock(Instant.parse("2026-11-21T12:00:00Z"), ZoneOffset.UTC);
    private final MockWebServer server = new MockWebServer();
    private final List<HubSpotClient> clients = new ArrayList<>();

    TokenWorld() {
        server.setDispatcher(hubSpot);
        try {
            server.start();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public void close() {
        clients.forEach(HubSpotClient::close);
        server.close();
    }

    /** A client that fetches tokens with the refresh token {@code s3cr3t-refresh}, unless more of the environment is given. */
    HubSpotClient oauth(Map<String, String> more) {
        Map<String, String> environment = new HashMap<>(Map.of(
                "EVENT_BATCHER_HUBSPOT_AUTH",
                "oauth",
                "EVENT_BATCHER_HUBSPOT_OAUTH_CLIENT_ID",
                SECRET + "id",
                "EVENT_BATCHER_HUBSPOT_OAUTH_CLIENT_SECRET",
                CLIENT_SECRET));
        if (more.isEmpty()) {
            environment.put("EVENT_BATCHER_HUBSPOT_OAUTH_REFRESH_TOKEN", SECRET + "refresh");
        }
        environment.putAll(more);
        return client(environment);
    }

    /** A client with the token in this file. */
    HubSpotClient bearer(Path file) {
        return client(Map.of(HubSpotSettings.TOKEN_FILE_VARIABLE, file.toString()));
    }

    private HubSpotClient client(Map<String, String> environment) {
        Settings settings = SettingsFile.parse(
                "{kafka: {bootstrap-servers: 'x:1'}, registry: {url: 'http://x'}, hubspot: {base-url: '%s'}}"
                        .formatted(server.url("/")),
                environment);
        HubSpotClient client = OkHttpHubSpotClient.of(settings, time);
        clients.add(client);
        return client;
    }

    /** Sends one event, and waits for the outcome. */
    Outcome send(HubSpotClient client) throws Exception {
        return client.send(Text.request(Route.BEHAVIORAL, "a")).get(30, TimeUnit.SECONDS);
    }
}
