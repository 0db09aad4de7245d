package io.eventbatcher.ingest.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.eventbatcher.config.RegistrySettings;
import io.eventbatcher.events.BehavioralEvent;
import io.eventbatcher.events.MarketingEventUpdate;
import io.eventbatcher.events.MarketingEventUpsert;
import io.eventbatcher.route.Route;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/** What operators do with one instance of a registry: see that it is one, look up and register the schemas of events. */
public final class RegistryAdmin implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final MediaType CONTENT_TYPE = MediaType.get("application/vnd.schemaregistry.v1+json");

    private final HttpUrl base;
    private final OkHttpClient http;

    /**
     * @param url one of the settings' URLs
     * @param timeout the longest one question may take
     */
    public RegistryAdmin(RegistrySettings settings, URI url, Duration timeout) {
        base = Objects.requireNonNull(HttpUrl.get(url))
                .newBuilder()
                .addPathSegment("")
                .build();
        http = RegistryHttp.client(settings, timeout);
    }

    /** What a question came to. */
    public enum State {
        /** As it should be. */
        GOOD,
        /** The registry's own word that it is not there. */
        ABSENT,
        /** Neither: the detail says what to do. */
        FAILED
    }

    /**
     * An answer.
     *
     * @param detail a clause for people
     */
    public record Result(State state, String detail) {}

    /** Whether a registry answers there, and lets us in. */
    public Result probe() {
        return ask(
                path("subjects"),
                null,
                json -> json.isArray()
                        ? new Result(State.GOOD, "answers with " + json.size() + " subjects at " + base)
                        : notARegistry(200));
    }

    /** Whether the topic's subject has a schema, and its latest one is of the route's record. */
    public Result latest(Route route, String topic) {
        return ask(path("subjects", subject(topic), "versions", "latest"), null, json -> {
            String name = recordName(json.path("schema").asText());
            return name.equals(route.recordName())
                    ? new Result(State.GOOD, "version " + json.path("version").asInt() + " of " + name)
                    : new Result(
                            State.FAILED,
                            "the latest schema is of " + (name.isEmpty() ? "no Avro record" : name) + ", not of "
                                    + route.recordName() + "; its events would be dead letters: check routes." + route
                                    + ".topic");
        });
    }

    /** Whether the topic's subject has our schema. */
    public Result lookUp(Route route, String topic) {
        return ask(
                path("subjects", subject(topic)),
                body(route),
                json -> new Result(
                        State.GOOD, "registered as id " + json.path("id").asInt()));
    }

    /** Registers our schema under the topic's subject; the same again changes nothing. */
    public Result register(Route route, String topic) {
        return ask(
                path("subjects", subject(topic), "versions"),
                body(route),
                json -> new Result(
                        State.GOOD, "registered as id " + json.path("id").asInt()));
    }

    /** The subject of a topic's values, as Confluent's serializer names it by default. */
    public static String subject(String topic) {
        return topic + "-value";
    }

    /** What to make of an answer with status 200. */
    @FunctionalInterface
    private interface Reading {
        Result read(JsonNode json);
    }

    private Result ask(HttpUrl url, @Nullable RequestBody body, Reading good) {
        Request.Builder request =
                new Request.Builder().url(url).header("Accept", "application/vnd.schemaregistry.v1+json");
        if (body != null) {
            request.post(body);
        }
        try (Response response = http.newCall(request.build()).execute()) {
            JsonNode json = parsed(response.body().string());
            return response.code() == 200 && !json.isMissingNode() ? good.read(json) : judge(response.code(), json);
        } catch (IOException failed) {
            return new Result(
                    State.FAILED,
                    base + " does not answer (" + failed.getMessage()
                            + "); check registry.url, and that the registry runs");
        }
    }

    private Result judge(int status, JsonNode json) {
        int code = json.path("error_code").asInt();
        // subject, version and schema not found
        if (status == 404 && code >= 40401 && code <= 40403) {
            return new Result(State.ABSENT, "is not registered");
        }
        return switch (status) {
            case 401 ->
                new Result(
                        State.FAILED,
                        status + " at " + base
                                + ": the registry does not know us; set registry.username and its password, or the bearer token");
            case 403 ->
                new Result(
                        State.FAILED,
                        status + " at " + base + ": the registry knows us, but does not allow it; ask for the right");
            case 409 ->
                new Result(
                        State.FAILED,
                        "the registry finds our schema incompatible with the registered one: "
                                + json.path("message").asText());
            case 200, 404, 405 -> notARegistry(status);
            default ->
                new Result(
                        State.FAILED,
                        status + " at " + base + ": "
                                + (status >= 500
                                        ? "the registry is in trouble; try again later"
                                        : json.path("message").asText("no reason given")));
        };
    }

    private Result notARegistry(int status) {
        return new Result(
                State.FAILED,
                status + " at " + base + " is not what a schema registry answers; check registry.url, also its path");
    }

    private HttpUrl path(String... segments) {
        HttpUrl.Builder url = base.newBuilder();
        // the base ends with an empty segment, which the first one takes
        url.setPathSegment(base.pathSize() - 1, segments[0]);
        for (int i = 1; i < segments.length; i++) {
            url.addPathSegment(segments[i]);
        }
        return url.build();
    }

    private static RequestBody body(Route route) {
        Schema schema = switch (route) {
            case BEHAVIORAL -> BehavioralEvent.getClassSchema();
            case MARKETING_UPSERT -> MarketingEventUpsert.getClassSchema();
            case MARKETING_UPDATE -> MarketingEventUpdate.getClassSchema();
        };
        return RequestBody.create(
                JSON.createObjectNode().put("schema", schema.toString()).toString(), CONTENT_TYPE);
    }

    private static JsonNode parsed(String body) {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException noJson) {
            return JSON.missingNode();
        }
    }

    /** The record's simple name; empty when it is none. */
    private static String recordName(String schema) {
        return parsed(schema).path("name").asText();
    }

    @Override
    public void close() {
        http.dispatcher().executorService().shutdown();
        http.connectionPool().evictAll();
    }
}
