package io.eventbatcher.ingest.registry;

import io.eventbatcher.config.RegistrySettings;
import io.eventbatcher.config.RegistrySettings.Login;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import okhttp3.Headers;

/** Registries on sockets of this machine, and the settings for them. */
final class MockRegistries {
    static final SchemaId ID = new SchemaId.Id(7);
    static final String FOUND =
            "{\"schema\":\"{\\\"type\\\":\\\"record\\\",\\\"name\\\":\\\"A\\\",\\\"fields\\\":[]}\"}";

    private MockRegistries() {}

    static RegistrySettings access(Login login, URI... urls) {
        return new RegistrySettings(List.of(urls), Duration.ofSeconds(5), login, Optional.empty(), Optional.empty());
    }

    static URI url(MockWebServer server) {
        return server.url("/").uri();
    }

    static MockResponse answer(int status, String body) {
        return new MockResponse(status, Headers.EMPTY, body);
    }
}
