package io.eventbatcher.ingest.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventbatcher.config.RegistrySettings;
import io.eventbatcher.fixtures.LongRuns;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Response;
import okhttp3.ResponseBody;
import org.junit.jupiter.api.Test;

class RegistryAnswerFuzzTest {
    private static final int CASES = LongRuns.either(4_000, 10_000);
    private static final int CASES_OVER_SOCKETS = 150;

    private static final List<String> WORDS = List.of(
            "schema",
            "schemaType",
            "references",
            "subject",
            "version",
            "name",
            "error_code",
            "message",
            "ruleSet",
            "domainRules",
            "encodingRules",
            "migrationRules",
            "mode",
            "READ",
            "WRITE",
            "disabled",
            "AVRO",
            "JSON",
            "type",
            "record",
            "fields",
            "40403",
            "");

    private static final List<String> BODIES = List.of(
            "{\"schema\":\"{\\\"type\\\":\\\"record\\\",\\\"name\\\":\\\"A\\\",\\\"fields\\\":[{\\\"name\\\":\\\"a\\\",\\\"type\\\":\\\"int\\\"}]}\"}",
            "{\"schema\":\"\\\"B\\\"\",\"schemaType\":\"AVRO\",\"references\":[{\"name\":\"B\",\"subject\":\"b\",\"version\":1}]}",
            "{\"schema\":\"\\\"int\\\"\",\"ruleSet\":{\"domainRules\":[{\"name\":\"r\",\"type\":\"ENCRYPT\",\"mode\":\"WRITEREAD\"}]}}",
            "{\"error_code\":40403,\"message\":\"Schema 7 not found\"}",
            "[\"JSON\",\"AVRO\"]",
            "<html>Login</html>",
            "");

    private static final List<Integer> STATUSES =
            List.of(200, 200, 200, 200, 404, 404, 201, 204, 301, 307, 400, 401, 403, 408, 422, 429, 500, 502, 503, 599);

    private static final List<String> TYPES = List.of(
            "application/vnd.schemaregistry.v1+json",
            "text/html; charset=utf-16",
            "application/json; charset=nonsense",
            "x",
            "");

    private static final List<String[]> HEADERS = List.of(
            new String[] {"Content-Encoding", "gzip"},
            new String[] {"Content-Encoding", "br"},
            new String[] {"Location", "http://[::1"},
            new String[] {"Retry-After", "99999999999999999999"},
            new String[] {"WWW-Authenticate", "Basic realm=\"\u00e4"},
            new String[] {"Content-Length", "7"},
            new String[] {"Content-Length", "seven"},
            new String[] {"Transfer-Encoding", "chunked"},
            new String[] {"Connection", "close"},
            new String[] {"Set-Cookie", "=;;"});

    private final long seed = Long.getLong("fuzz.seed", 20_261_129L);
    private final Random random = new Random(seed);
    private final JsonMutations mutations = new JsonMutations(random, WORDS);

    @Test
    void shouldTurnEveryAnswerIntoOneOfItsOwn() {
        // Given
        OkHttpClient http = new OkHttpClient.Builder()
                .addInterceptor(chain -> new Response.Builder()
                        .request(chain.request())
                        .protocol(Protocol.HTTP_1_1)
                        .code(any(STATUSES))
                        .message("")
                        .body(ResponseBody.create(body(), MediaType.parse(any(TYPES))))
                        .build())
                .build();
        Registry registry = new RegistryClient(new RegistryEndpoint(http, URI.create("http://localhost:8081")));

        for (int i = 0; i < CASES; i++) {
            // When and then
            askOnce(registry, i);
        }
    }

    @Test
    void shouldTurnEveryAnswerOfAServerIntoOneOfItsOwn() throws IOException {
        // Given
        try (MockWebServer server = new MockWebServer()) {
            server.setDispatcher(new Dispatcher() {
                @Override
                public MockResponse dispatch(RecordedRequest request) {
                    return answer();
                }
            });
            server.start();
            Registry registry = Schemas.registry(new RegistrySettings(
                    List.of(URI.create(server.url("/").toString())),
                    Duration.ofMillis(200),
                    RegistrySettings.Login.NONE,
                    Optional.empty(),
                    Optional.empty()));

            for (int i = 0; i < CASES_OVER_SOCKETS; i++) {
                // When and then
                askOnce(registry, i);
            }
        }
    }

    private void askOnce(Registry registry, int number) {
        SchemaId id = number % 5 == 0 ? new SchemaId.Guid(new UUID(1, number)) : new SchemaId.Id(7);
        try {
            assertThat(registry.ask(id)).isNotNull();
        } catch (RuntimeException | Error thrown) {
            throw new AssertionError(
                    "Case " + number + " of seed " + seed + "; repeat with -Dfuzz.seed=" + seed, thrown);
        }
    }

    /** The server's threads call it in turn. */
    private synchronized MockResponse answer() {
        MockResponse.Builder answer =
                new MockResponse.Builder().code(any(STATUSES)).body(body());
        if (random.nextBoolean()) {
            String[] header = any(HEADERS);
            answer.setHeader(header[0], header[1].replaceAll("[^ -~]", "?"));
        }
        return answer.build();
    }

    private String body() {
        String body = any(BODIES);
        return random.nextInt(4) == 0 ? body : mutations.spoil(body);
    }

    private <T> T any(List<T> some) {
        return some.get(random.nextInt(some.size()));
    }
}
