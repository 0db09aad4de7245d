package io.eventbatcher.ingest.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.eventbatcher.config.RegistrySettings;
import io.eventbatcher.time.Clocks;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.Headers;
import org.apache.avro.SchemaBuilder;
import org.junit.jupiter.api.Test;

class AsyncSchemaCacheTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final SchemaId STRANGE = new SchemaId.Id(1);
    private static final SchemaId GOOD = new SchemaId.Id(2);

    @Test
    void shouldGoOnAskingAfterASchemaThatCannotBeParsed() throws IOException {
        // Given
        try (MockWebServer server = new MockWebServer()) {
            server.setDispatcher(new Dispatcher() {
                @Override
                public MockResponse dispatch(RecordedRequest request) {
                    String order = request.getTarget().endsWith("/1") ? "Unknown" : "int";
                    return new MockResponse(
                            200,
                            Headers.EMPTY,
                            "{\"schema\":\"{\\\"type\\\":\\\"record\\\",\\\"name\\\":\\\"A\\\",\\\"fields\\\":[{\\\"name\\\":\\\"a\\\",\\\"type\\\":\\\""
                                    + order + "\\\"}]}\"}");
                }
            });
            server.start();
            RegistrySettings settings = new RegistrySettings(
                    List.of(URI.create(server.url("/").toString())),
                    Duration.ofSeconds(5),
                    RegistrySettings.Login.NONE,
                    Optional.empty(),
                    Optional.empty());
            try (AsyncSchemaCache schemas =
                    Schemas.registry(settings, ProbePolicy.DEFAULT, Clocks.SYSTEM, Thread::new)) {
                schemas.find(STRANGE);
                await().atMost(PATIENCE).until(() -> server.getRequestCount() > 0);

                // When
                schemas.find(GOOD);

                // Then
                await().atMost(PATIENCE).until(() -> schemas.find(GOOD) instanceof SchemaAnswer.Found);
                assertThat(schemas.find(STRANGE)).isInstanceOf(SchemaAnswer.Unusable.class);
            }
        }
    }

    @Test
    void shouldGoOnAskingWhateverARegistryThrows() {
        // Given
        Registry registry = id -> {
            if (id.equals(STRANGE)) {
                throw new StackOverflowError();
            }
            return new SchemaAnswer.Found(SchemaBuilder.record("A").fields().endRecord());
        };
        try (AsyncSchemaCache schemas =
                AsyncSchemaCache.start(registry, ProbePolicy.DEFAULT, Clocks.SYSTEM, Thread::new)) {
            schemas.find(STRANGE);

            // When
            schemas.find(GOOD);

            // Then
            await().atMost(PATIENCE).until(() -> schemas.find(GOOD) instanceof SchemaAnswer.Found);
            assertThat(schemas.find(STRANGE)).isInstanceOf(SchemaAnswer.NoAnswer.class);
        }
    }
}
