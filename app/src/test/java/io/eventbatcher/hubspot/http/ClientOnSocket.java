package io.eventbatcher.hubspot.http;

import io.eventbatcher.config.HubSpotSettings;
import io.eventbatcher.fixtures.LeastSettings;
import io.eventbatcher.hubspot.HubSpotClient;
import io.eventbatcher.hubspot.Outcome;
import io.eventbatcher.hubspot.Text;
import io.eventbatcher.route.Route;
import io.eventbatcher.time.Clocks;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockWebServer;

/** The client as the service opens it, before a HubSpot on a socket that answers what is enqueued. */
final class ClientOnSocket implements AutoCloseable {
    final MockWebServer server = new MockWebServer();
    private HubSpotClient client;

    ClientOnSocket() {
        try {
            server.start();
        } catch (IOException noPort) {
            throw new UncheckedIOException(noPort);
        }
        client = client("");
    }

    /** @param more further settings of {@code hubspot} */
    private HubSpotClient client(String more) {
        return OkHttpHubSpotClient.of(LeastSettings.with("""
                        instance: worker-ä
                        hubspot:
                          base-url: %s
                          %s
                        """.formatted(server.url("/"), more)), Clocks.SYSTEM);
    }

    /** @param more further settings of {@code hubspot} */
    void reopenWith(String more) {
        client.close();
        client = client(more);
    }

    /** A client of single events. */
    void reopenForSingle(String auth, String token) {
        client.close();
        client = single(auth, token);
    }

    private HubSpotClient single(String auth, String token) {
        String yaml = """
                hubspot: {base-url: "%s", auth: %s}
                routes:
                  behavioral: {api: v3}
                  marketing-upsert: {enabled: false}
                  marketing-update: {enabled: false}
                """.formatted(server.url("/"), auth);
        return OkHttpHubSpotClient.of(
                LeastSettings.with(yaml, Map.of(HubSpotSettings.TOKEN_VARIABLE, token)), Clocks.SYSTEM);
    }

    Outcome send(Route route, String... identities) throws Exception {
        return client.send(Text.request(route, identities))
                .get(Duration.ofSeconds(30).toSeconds(), TimeUnit.SECONDS);
    }

    @Override
    public String toString() {
        return client.toString();
    }

    @Override
    public void close() {
        client.close();
        server.close();
    }
}
