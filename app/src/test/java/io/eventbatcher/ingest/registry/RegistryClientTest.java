package io.eventbatcher.ingest.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RegistryClientTest {
    private static final SchemaId ID = new SchemaId.Id(7);
    private static final String FOUND =
            "{\"schema\":\"{\\\"type\\\":\\\"record\\\",\\\"name\\\":\\\"A\\\",\\\"fields\\\":[]}\"}";

    private final MockWebServer server = new MockWebServer();

    @BeforeEach
    void start() throws IOException {
        server.start();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void shouldFindASchemaByIdBelowABasePath() throws InterruptedException {
        // Given
        server.enqueue(answer(200, FOUND));

        // When
        SchemaAnswer answer = client("/base", Duration.ofSeconds(5)).ask(ID);

        // Then
        assertThat(answer).isInstanceOf(SchemaAnswer.Found.class);
        assertThat(server.takeRequest().getTarget()).isEqualTo("/base/schemas/ids/7");
    }

    @Test
    void shouldTakeABare404ForAGuidAsADenialWhereTheBaseUrlIsARegistrys() {
        // Given: a registry that has no look-up by GUID
        server.enqueue(answer(404, ""));
        server.enqueue(answer(200, "[\"JSON\",\"AVRO\"]"));

        // When
        SchemaAnswer answer = client().ask(new SchemaId.Guid(new UUID(1, 2)));

        // Then
        assertThat(answer).isInstanceOf(SchemaAnswer.Unknown.class);
    }

    @Test
    void shouldWaitAtABare404ForAGuidWhereTheBaseUrlIsNot() {
        // Given: a wrong base URL
        server.enqueue(answer(404, ""));
        server.enqueue(answer(404, "<html>"));

        // When
        SchemaAnswer answer = client().ask(new SchemaId.Guid(new UUID(1, 2)));

        // Then
        assertThat(answer).isInstanceOf(SchemaAnswer.NoAnswer.class);
    }

    @Test
    void shouldFindASchemaByGuid() throws InterruptedException {
        // Given
        server.enqueue(answer(200, FOUND));
        UUID guid = UUID.fromString("00000000-0000-0001-0000-000000000002");

        // When
        client().ask(new SchemaId.Guid(guid));

        // Then
        assertThat(server.takeRequest().getTarget()).isEqualTo("/schemas/guids/" + guid);
    }

    @Test
    void shouldFollowReferencesToOtherSchemasEachOnce() throws InterruptedException {
        // Given: C uses B and A, B uses A
        String toA = "{\"name\":\"A\",\"subject\":\"a/value\",\"version\":3}";
        String toB = "{\"name\":\"B\",\"subject\":\"b\",\"version\":1}";
        server.enqueue(
                answer(200, record("C", "A", "B").replace("}]}\"", "}]}\",\"references\":[" + toB + "," + toA + "]")));
        server.enqueue(answer(200, record("B", "A").replace("}]}\"", "}]}\",\"references\":[" + toA + "]")));
        server.enqueue(answer(200, FOUND));

        // When
        SchemaAnswer answer = client().ask(ID);

        // Then
        assertThat(answer)
                .isInstanceOfSatisfying(
                        SchemaAnswer.Found.class,
                        found -> assertThat(found.schema()
                                        .getField("b")
                                        .schema()
                                        .getField("a")
                                        .schema())
                                .isEqualTo(found.schema().getField("a").schema()));
        assertThat(server.getRequestCount()).isEqualTo(3);
        server.takeRequest();
        assertThat(server.takeRequest().getTarget()).isEqualTo("/subjects/b/versions/1");
        assertThat(server.takeRequest().getTarget()).isEqualTo("/subjects/a%2Fvalue/versions/3");
    }

    @Test
    void shouldWaitWhereAReferenceCannotBeHad() {
        // Given
        String toA = ",\"references\":[{\"name\":\"A\",\"subject\":\"a\",\"version\":3}]";
        server.enqueue(answer(200, record("B", "A").replace("}]}\"", "}]}\"" + toA)));
        server.enqueue(answer(503, ""));

        // When
        SchemaAnswer answer = client().ask(ID);

        // Then
        assertThat(answer)
                .isInstanceOfSatisfying(
                        SchemaAnswer.NoAnswer.class,
                        waits -> assertThat(waits.why()).contains("503", "version 3 of a"));
    }

    @Test
    void shouldNotFollowReferencesForEver() {
        // Given: every schema refers to the next version
        server.setDispatcher(new Dispatcher() {
            private int version;

            @Override
            public MockResponse dispatch(RecordedRequest request) {
                version++;
                return answer(
                        200,
                        record("R" + version)
                                .replace(
                                        "[]}\"",
                                        "[]}\",\"references\":[{\"name\":\"n\",\"subject\":\"s\",\"version\":" + version
                                                + "}]"));
            }
        });

        // When
        SchemaAnswer answer = client().ask(ID);

        // Then
        assertThat(answer).isInstanceOf(SchemaAnswer.Unusable.class);
    }

    /** An answer with a record whose fields are of these record types, named like them in lower case. */
    private static String record(String name, String... uses) {
        String fields = Stream.of(uses)
                .map(type -> "{\\\"name\\\":\\\"" + type.toLowerCase(Locale.ROOT) + "\\\",\\\"type\\\":\\\"" + type
                        + "\\\"}")
                .collect(Collectors.joining(","));
        return "{\"schema\":\"{\\\"type\\\":\\\"record\\\",\\\"name\\\":\\\"" + name + "\\\",\\\"fields\\\":[" + fields
                + "]}\"}";
    }

    @Test
    void shouldTakeTheRegistrysWordThatAnIdDoesNotExist() {
        // Given
        server.enqueue(answer(404, "{\"error_code\":40403,\"message\":\"Schema 7 not found\"}"));

        // When
        SchemaAnswer answer = client().ask(ID);

        // Then
        assertThat(answer).isInstanceOf(SchemaAnswer.Unknown.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "404 | <html>Not Found</html> | wrong path",
                "404 | {\"error_code\":404,\"message\":\"HTTP 404 Not Found\"} | wrong path",
                "401 | {\"error_code\":40101} | credentials",
                "403 | | credentials",
                "200 | <html>Login</html> | is registry.url a schema registry",
                "200 | {\"schema\":7} | is registry.url a schema registry",
                "200 | null | is registry.url a schema registry",
                "500 | {\"error_code\":50001,\"message\":\"store failed\"} | store failed",
                "503 | | says nothing"
            })
    void shouldTreatEveryOtherAnswerAsAnOutage(int status, String body, String hint) {
        // Given
        server.enqueue(answer(status, body == null ? "" : body));

        // When
        SchemaAnswer answer = client().ask(ID);

        // Then
        assertThat(answer)
                .isInstanceOfSatisfying(
                        SchemaAnswer.NoAnswer.class,
                        silent -> assertThat(silent.why()).contains(hint, Integer.toString(status)));
    }

    @Test
    void shouldTreatSilenceAsAnOutage() {
        // Given
        server.enqueue(
                new MockResponse.Builder().headersDelay(10, TimeUnit.SECONDS).build());

        // When
        SchemaAnswer answer = client("/", Duration.ofMillis(200)).ask(ID);

        // Then
        assertThat(answer).isInstanceOf(SchemaAnswer.NoAnswer.class);
    }

    @Test
    void shouldSayWhenASchemaIsNoAvro() {
        // Given
        server.enqueue(answer(200, "{\"schemaType\":\"PROTOBUF\",\"schema\":\"syntax = 'proto3';\"}"));
        server.enqueue(answer(200, "{\"schema\":\"{\"}"));
        server.enqueue(
                answer(200, "{\"schema\":\"{\\\"type\\\":\\\"array\\\",\\\"items\\\":\\\"com.example.Other\\\"}\"}"));

        // When
        SchemaAnswer protobuf = client().ask(ID);
        SchemaAnswer broken = client().ask(ID);
        SchemaAnswer referring = client().ask(ID);

        // Then
        assertThat(protobuf).isInstanceOf(SchemaAnswer.Unusable.class);
        assertThat(broken).isInstanceOf(SchemaAnswer.Unusable.class);
        assertThat(referring).isInstanceOf(SchemaAnswer.Unusable.class);
    }

    private Registry client() {
        return client("", Duration.ofSeconds(5));
    }

    private Registry client(String path, Duration timeout) {
        OkHttpClient http = new OkHttpClient.Builder().callTimeout(timeout).build();
        return new RegistryClient(
                new RegistryEndpoint(http, URI.create(server.url(path).toString())));
    }

    private static MockResponse answer(int status, String body) {
        return new MockResponse(status, okhttp3.Headers.EMPTY, body);
    }
}
