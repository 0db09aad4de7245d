package io.eventbatcher.ingest.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.eventbatcher.route.Release;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/** An instance of a registry over Confluent's REST API: requests to paths below the base URL, and answers as JSON. */
final class RegistryEndpoint {
    /** Larger than any schema; a longer answer is not a registry's. */
    private static final long MOST_BODY_BYTES = 10L * 1024 * 1024;

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final MediaType CONTENT_TYPE = MediaType.get("application/vnd.schemaregistry.v1+json");

    private final OkHttpClient http;
    private final HttpUrl base;

    /** @param json a missing node for a body that is no JSON */
    record Answer(int status, JsonNode json) {}

    /**
     * An endpoint at a base URL.
     *
     * @param http a client with time limits, credentials and certificates
     */
    RegistryEndpoint(OkHttpClient http, URI url) {
        HttpUrl parsed = Objects.requireNonNull(HttpUrl.get(url), () -> "registry.url: '" + url + "' is no HTTP URL");
        // a base URL without a slash at the end would lose the last segment; a user name in the URL is no way to log in
        this.base =
                parsed.newBuilder().username("").password("").addPathSegment("").build();
        this.http = http;
    }

    /** @throws IOException without an answer within the time limit */
    Answer get(List<String> path) throws IOException {
        return call(request(path));
    }

    /** @throws IOException without an answer within the time limit */
    Answer post(List<String> path, JsonNode body) throws IOException {
        return call(request(path).post(RequestBody.create(body.toString(), CONTENT_TYPE)));
    }

    private Request.Builder request(List<String> path) {
        HttpUrl.Builder url = base.newBuilder();
        // the base ends with an empty segment, which the first segment replaces
        url.setPathSegment(base.pathSize() - 1, path.get(0));
        path.subList(1, path.size()).forEach(url::addPathSegment);
        return new Request.Builder()
                .url(url.build())
                .header("User-Agent", Release.USER_AGENT)
                .header("Accept", "application/vnd.schemaregistry.v1+json, application/json");
    }

    private Answer call(Request.Builder request) throws IOException {
        try (Response response = http.newCall(request.build()).execute()) {
            return new Answer(
                    response.code(), parsed(response.peekBody(MOST_BODY_BYTES).string()));
        }
    }

    /** A missing node for a text that is no JSON. */
    static JsonNode parsed(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException noJson) {
            return JSON.missingNode();
        }
    }

    void close() {
        http.dispatcher().executorService().shutdown();
        http.connectionPool().evictAll();
    }

    @Override
    public String toString() {
        return base.toString();
    }
}
