package io.eventbatcher.sandbox.registry;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Holds the registry to what Confluent's API reference says, as far as our client and producers depend on it. */
class EmbeddedRegistryTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String FIRST = schema("{'name':'a','type':'string'}");
    private static final String COMPATIBLE =
            schema("{'name':'a','type':'string'},{'name':'b','type':'string','default':''}");
    private static final String INCOMPATIBLE = schema("{'name':'a','type':'string'},{'name':'c','type':'string'}");

    private final EmbeddedRegistry registry = EmbeddedRegistry.start(0);
    private final HttpClient client = HttpClient.newHttpClient();

    @AfterEach
    void close() {
        registry.close();
    }

    @Test
    void shouldCountIdsInTheOrderOfRegistration() throws Exception {
        // When
        JsonNode first = json(register("orders-value", FIRST));
        JsonNode second = json(register("orders-value", COMPATIBLE));

        // Then
        assertThat(first.path("id").asInt()).isEqualTo(1);
        assertThat(second.path("id").asInt()).isEqualTo(2);
        assertThat(second.path("version").asInt()).isEqualTo(2);
        assertThat(get("/subjects/orders-value/versions").body()).isEqualTo("[1,2]");
        assertThat(json(get("/subjects/orders-value/versions/latest"))
                        .path("id")
                        .asInt())
                .isEqualTo(2);
    }

    @Test
    void shouldGiveOneIdToOneSchemaWhateverItsWhiteSpaceAndSubject() throws Exception {
        // Given
        register("orders-value", FIRST);

        // When
        JsonNode again = json(register("orders-value", FIRST.replace(",", " ,\n ")));
        JsonNode elsewhere = json(register("refunds-value", FIRST));

        // Then
        assertThat(again.path("id").asInt()).isEqualTo(1);
        assertThat(again.path("version").asInt()).isEqualTo(1);
        assertThat(elsewhere.path("id").asInt()).isEqualTo(1);
        assertThat(get("/subjects").body()).isEqualTo("[\"orders-value\",\"refunds-value\"]");
        assertThat(get("/schemas/ids/1/versions").body())
                .isEqualTo(
                        "[{\"subject\":\"orders-value\",\"version\":1},{\"subject\":\"refunds-value\",\"version\":1}]");
    }

    @Test
    void shouldFindASchemaByIdAndByGuid() throws Exception {
        // Given
        String guid = json(register("orders-value", FIRST)).path("guid").asText();

        // When
        HttpResponse<String> byId = get("/schemas/ids/1?subject=orders-value");
        HttpResponse<String> byGuid = get("/schemas/guids/" + guid);

        // Then
        assertThat(JSON.readTree(json(byId).path("schema").asText())).isEqualTo(JSON.readTree(FIRST));
        assertThat(json(byId).path("guid").asText()).isEqualTo(guid);
        assertThat(byGuid.body()).isEqualTo(byId.body());
        assertThat(byGuid.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("application/vnd.schemaregistry.v1+json"));
    }

    @ParameterizedTest
    @CsvSource({
        "/schemas/ids/77, 404, 40403",
        "/schemas/guids/00000000-0000-0000-0000-000000000000, 404, 40403",
        "/subjects/unknown/versions, 404, 40401",
        "/subjects/orders-value/versions/9, 404, 40402",
        "/subjects/orders-value/versions/first, 422, 42202",
        "/config/orders-value, 404, 40408",
        "/nowhere, 404, 404"
    })
    void shouldSayWhatIsMissingInConfluentsCodes(String path, int status, int errorCode) throws Exception {
        // Given
        register("orders-value", FIRST);

        // When
        HttpResponse<String> answer = get(path);

        // Then
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(json(answer).path("error_code").asInt()).isEqualTo(errorCode);
        assertThat(json(answer).path("message").asText()).isNotEmpty();
        assertThat(answer.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("application/vnd.schemaregistry.v1+json"));
    }

    @Test
    void shouldSayThatNoSuchSchemaStandsUnderTheSubject() throws Exception {
        // Given
        register("orders-value", FIRST);

        // When
        HttpResponse<String> unknown = send("POST", "/subjects/orders-value", envelope(COMPATIBLE));
        HttpResponse<String> known = send("POST", "/subjects/orders-value", envelope(FIRST));

        // Then
        assertThat(json(unknown).path("error_code").asInt()).isEqualTo(40403);
        assertThat(json(known).path("version").asInt()).isEqualTo(1);
    }

    @Test
    void shouldRefuseAnIncompatibleSchemaUntilTheLevelAllowsIt() throws Exception {
        // Given
        register("orders-value", FIRST);

        // When
        HttpResponse<String> refused = register("orders-value", INCOMPATIBLE);

        // Then
        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(json(refused).path("error_code").asInt()).isEqualTo(409);
        send("PUT", "/config/orders-value", "{\"compatibility\":\"NONE\"}");
        assertThat(json(get("/config/orders-value")).path("compatibilityLevel").asText())
                .isEqualTo("NONE");
        assertThat(register("orders-value", INCOMPATIBLE).statusCode()).isEqualTo(200);
    }

    @Test
    void shouldTellWhetherASchemaWouldBeCompatible() throws Exception {
        // Given
        register("orders-value", FIRST);
        String path = "/compatibility/subjects/orders-value/versions/latest";

        // When
        HttpResponse<String> compatible = send("POST", path, envelope(COMPATIBLE));
        HttpResponse<String> incompatible = send("POST", path, envelope(INCOMPATIBLE));

        // Then
        assertThat(compatible.body()).isEqualTo("{\"is_compatible\":true}");
        assertThat(incompatible.body()).isEqualTo("{\"is_compatible\":false}");
    }

    @ParameterizedTest
    @CsvSource(
            value = {"{\"schema\":\"{\"}", "{}", "no JSON", "{\"schema\":\"x\",\"schemaType\":\"JSON\"}"},
            delimiter = ';')
    void shouldRefuseWhatIsNoSchema(String body) throws Exception {
        // When
        HttpResponse<String> answer = send("POST", "/subjects/orders-value/versions", body);

        // Then
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(json(answer).path("error_code").asInt()).isEqualTo(42201);
    }

    @Test
    void shouldFailAsToldAndKeepWhatItKnows() throws Exception {
        // Given
        register("orders-value", FIRST);

        // When
        registry.answerWith(500);
        HttpResponse<String> during = get("/schemas/ids/1");
        registry.answerNormally();

        // Then
        assertThat(during.statusCode()).isEqualTo(500);
        assertThat(json(during).path("error_code").asInt()).isEqualTo(50001);
        assertThat(get("/schemas/ids/1").statusCode()).isEqualTo(200);
        assertThat(registry.requests("/schemas/ids/1")).isEqualTo(2);
        assertThat(registry.requests()).isEqualTo(3);
    }

    private HttpResponse<String> register(String subject, String schema) throws Exception {
        return send("POST", "/subjects/" + subject + "/versions", envelope(schema));
    }

    private HttpResponse<String> get(String path) throws Exception {
        return client.send(
                HttpRequest.newBuilder(URI.create(registry.url() + path)).build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> send(String method, String path, String body) throws Exception {
        return client.send(
                HttpRequest.newBuilder(URI.create(registry.url() + path))
                        .header("Content-Type", "application/vnd.schemaregistry.v1+json")
                        .method(method, BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }

    private static String envelope(String schema) {
        return JSON.createObjectNode().put("schema", schema).toString();
    }

    private static JsonNode json(HttpResponse<String> answer) throws Exception {
        return JSON.readTree(answer.body());
    }

    private static String schema(String fields) {
        return "{'type':'record','name':'Order','fields':[%s]}"
                .formatted(fields)
                .replace('\'', '"');
    }
}
