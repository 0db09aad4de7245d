package io.eventbatcher.sandbox.load;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.eventbatcher.route.Route;
import io.eventbatcher.sandbox.load.plan.ValueSchemas;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import org.apache.avro.Schema;

/** Registers the schemas like a producer's serializer, under {@code <topic>-value}. */
public final class SchemaIds {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private SchemaIds() {}

    /**
     * Registers the value schema of each route's topic unless registered already.
     *
     * @throws LoadException if the registry does not answer or refuses a schema
     */
    public static Map<Route, Integer> register(String registryUrl, Map<Route, String> topics) {
        HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
        Map<Route, Integer> ids = new EnumMap<>(Route.class);
        topics.forEach((route, topic) -> ids.put(route, register(client, registryUrl, topic, ValueSchemas.of(route))));
        return ids;
    }

    private static int register(HttpClient client, String registryUrl, String topic, Schema schema) {
        try {
            HttpResponse<String> answer = client.send(request(registryUrl, topic, schema), BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new LoadException(
                        "The schema registry at %s answered %d when asked to register the schema of %s: %s"
                                .formatted(registryUrl, answer.statusCode(), topic, answer.body()));
            }
            return JSON.readTree(answer.body()).path("id").asInt();
        } catch (IOException | IllegalArgumentException e) {
            throw new LoadException(
                    "No schema registry answers at %s; start one, or set its URL with --registry."
                            .formatted(registryUrl),
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LoadException("Interrupted while registering the schema of %s.".formatted(topic), e);
        }
    }

    private static HttpRequest request(String registryUrl, String topic, Schema schema) {
        String subject = URLEncoder.encode(topic + "-value", StandardCharsets.UTF_8);
        String body = JSON.createObjectNode().put("schema", schema.toString()).toString();
        return HttpRequest.newBuilder(
                        URI.create(registryUrl.replaceAll("/+$", "") + "/subjects/" + subject + "/versions"))
                .timeout(PATIENCE)
                .header("Content-Type", "application/vnd.schemaregistry.v1+json")
                .POST(BodyPublishers.ofString(body))
                .build();
    }
}
