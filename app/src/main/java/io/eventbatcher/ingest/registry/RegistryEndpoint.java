package io.eventbatcher.ingest.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.eventbatcher.http.FreshConnections;
import io.eventbatcher.route.Release;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import okhttp3.ConnectionPool;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okhttp3.ResponseBody;

/** An instance of a registry over Confluent's REST API: requests to paths below the base URL, and answers as JSON. */
final class RegistryEndpoint {
    /** Larger than any real schema, and small enough to be parsed in a small heap. */
    static final int MOST_BODY_BYTES = 4 * 1024 * 1024;

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final MediaType CONTENT_TYPE = MediaType.get("application/vnd.schemaregistry.v1+json");

    private final FreshConnections http;
    private final HttpUrl base;

    /**
     * An answer.
     *
     * @param json a missing node for a body that is no JSON
     * @param cut true for a JSON object of more than {@link #MOST_BODY_BYTES}, which is not read
     */
    record Answer(int status, JsonNode json, boolean cut) {
        /** True for the registry's own word that a subject (40401), a version (40402) or a schema (40403) does not exist. */
        boolean denies() {
            int code = json.path("error_code").asInt();
            return status == 404 && code >= 40401 && code <= 40403;
        }
    }

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
        this.http = FreshConnections.of(http, ConnectionPool::new);
    }

    /** @throws IOException without an answer within the time limit */
    Answer get(List<String> path) throws IOException {
        return call(request(path));
    }

    /** @throws IOException without an answer within the time limit */
    Answer post(List<String> path, JsonNode body) throws IOException {
        return call(request(path).post(RequestBody.create(body.toString(), CONTENT_TYPE)));
    }

    /**
     * The same for what was deleted softly.
     *
     * @throws IOException without an answer within the time limit
     */
    Answer getDeleted(List<String> path) throws IOException {
        return call(request(url(path).addQueryParameter("deleted", "true").build()));
    }

    private HttpUrl.Builder url(List<String> path) {
        HttpUrl.Builder url = base.newBuilder();
        // the base ends with an empty segment, which the first segment replaces
        url.setPathSegment(base.pathSize() - 1, path.get(0));
        path.subList(1, path.size()).forEach(url::addPathSegment);
        return url;
    }

    private Request.Builder request(List<String> path) {
        return request(url(path).build());
    }

    private static Request.Builder request(HttpUrl url) {
        return new Request.Builder()
                .url(url)
                .header("User-Agent", Release.USER_AGENT)
                .header("Accept", "application/vnd.schemaregistry.v1+json, application/json");
    }

    private Answer call(Request.Builder request) throws IOException {
        try (Response response = http.newCall(request.build()).execute()) {
            ResponseBody body = response.peekBody(MOST_BODY_BYTES + 1L);
            boolean tooLong = body.contentLength() > MOST_BODY_BYTES;
            String text = body.string();
            return tooLong
                    ? new Answer(response.code(), JSON.missingNode(), text.startsWith("{"))
                    : new Answer(response.code(), parsed(text), false);
        } catch (RuntimeException unexpected) {
            // OkHttp reports some answers that break the rules of HTTP by unchecked exceptions
            throw new IOException("its answer cannot be read (" + unexpected + ")", unexpected);
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
        http.close();
    }

    @Override
    public String toString() {
        return base.toString();
    }
}
