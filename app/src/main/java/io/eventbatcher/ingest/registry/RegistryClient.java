package io.eventbatcher.ingest.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.util.Objects;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.apache.avro.AvroRuntimeException;

/**
 * A registry that speaks Confluent's REST API. Only its own word, status 404 with error code 40403, means that an id does not
 * exist; every other answer that is no schema is an outage, and its message says what looks wrong.
 */
final class RegistryClient implements Registry {
    /** Confluent's code for "schema not found"; a bare 404 is a wrong base URL. */
    private static final int SCHEMA_NOT_FOUND = 40403;

    /** No schema is as large; what answers more is something else. */
    private static final long MOST_BODY_BYTES = 10L * 1024 * 1024;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final OkHttpClient http;
    private final HttpUrl base;

    /**
     * @param http with its time limits, credentials and certificates
     * @param url the registry's base URL
     */
    RegistryClient(OkHttpClient http, URI url) {
        HttpUrl parsed = Objects.requireNonNull(HttpUrl.get(url), () -> "registry.url: '" + url + "' is no HTTP URL");
        // a base URL without a slash at its end would lose its last segment; a user name in it is no way to log in
        this.base =
                parsed.newBuilder().username("").password("").addPathSegment("").build();
        this.http = http;
    }

    @Override
    public SchemaAnswer ask(SchemaId id) {
        try (Response response = get(Objects.requireNonNull(base.resolve(id.path())))) {
            String body = response.peekBody(MOST_BODY_BYTES).string();
            SchemaAnswer answer = answer(id, response.code(), body);
            boolean bare404ForGuid =
                    answer instanceof SchemaAnswer.NoAnswer && response.code() == 404 && id instanceof SchemaId.Guid;
            return bare404ForGuid && listsAvro() ? new SchemaAnswer.Unknown() : answer;
        } catch (IOException failed) {
            return new SchemaAnswer.NoAnswer("The registry does not answer at " + base + ": " + failed.getMessage()
                    + ". Events wait until it does.");
        }
    }

    private Response get(HttpUrl url) throws IOException {
        Request request = new Request.Builder()
                .url(url)
                .header("Accept", "application/vnd.schemaregistry.v1+json, application/json")
                .build();
        return http.newCall(request).execute();
    }

    /**
     * Whether the base URL is a registry's beyond doubt. Registries that cannot look up by GUID answer that path with a bare 404, as
     * a wrong base URL would; one record with such a header must not hold its partition for ever.
     */
    private boolean listsAvro() throws IOException {
        try (Response response = get(Objects.requireNonNull(base.resolve("schemas/types")))) {
            JsonNode types = parsed(response.peekBody(MOST_BODY_BYTES).string());
            return response.code() == 200 && types.isArray() && types.toString().contains("\"AVRO\"");
        }
    }

    @Override
    public String toString() {
        return base.toString();
    }

    private SchemaAnswer answer(SchemaId id, int status, String body) throws IOException {
        JsonNode json = parsed(body);
        if (status == 404 && json.path("error_code").asInt() == SCHEMA_NOT_FOUND) {
            return new SchemaAnswer.Unknown();
        }
        if (status != 200 || !json.path("schema").isTextual()) {
            return new SchemaAnswer.NoAnswer(looksWrong(status, json));
        }
        String type = json.path("schemaType").asText("AVRO");
        if (!type.equals("AVRO")) {
            return new SchemaAnswer.Unusable(id + " is of type " + type + "; only Avro is read");
        }
        try {
            return new SchemaAnswer.Found(new ReferencedSchemas(this::version).parse(json));
        } catch (AvroRuntimeException wrong) {
            return new SchemaAnswer.Unusable(id + " is no Avro schema: " + wrong.getMessage());
        }
    }

    /** A version of a subject, which a schema refers to. */
    private JsonNode version(String subject, int version) throws IOException {
        HttpUrl url = base.newBuilder()
                .setPathSegment(base.pathSize() - 1, "subjects")
                .addPathSegment(subject)
                .addPathSegment("versions")
                .addPathSegment(String.valueOf(version))
                .build();
        try (Response response = get(url)) {
            JsonNode json = parsed(response.peekBody(MOST_BODY_BYTES).string());
            if (response.code() != 200 || !json.path("schema").isTextual()) {
                throw new IOException("it answers " + response.code() + " for version " + version + " of " + subject
                        + ", to which a schema refers");
            }
            return json;
        }
    }

    private static JsonNode parsed(String body) {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException noJson) {
            return JSON.missingNode();
        }
    }

    private String looksWrong(int status, JsonNode json) {
        String hint = switch (status) {
            case 200 -> "but with no schema in the answer; is registry.url a schema registry?";
            case 301, 302, 303, 307, 308 -> "which is a redirect; name the address it leads to as registry.url.";
            case 401, 403 ->
                "so it does not accept our credentials; check registry.username and registry.bearer-token.";
            case 404 -> "but without error code " + SCHEMA_NOT_FOUND + ", as from a wrong path; check registry.url.";
            default -> brief(json.path("message").asText("which says nothing about the schema."));
        };
        return "The registry answers " + status + " at " + base + ", " + hint + " Events wait until that changes.";
    }

    /** A stranger's text, cut to what belongs into a log line. */
    private static String brief(String message) {
        return message.length() <= 200 ? message : message.substring(0, 200) + "…";
    }
}
