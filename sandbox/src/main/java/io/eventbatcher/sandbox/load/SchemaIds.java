package io.eventbatcher.sandbox.load;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.eventbatcher.route.Route;
import io.eventbatcher.sandbox.load.plan.ValueSchemas;
import java.io.IOException;
import java.net.ConnectException;
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
import java.util.concurrent.TimeUnit;
import org.apache.avro.Schema;

/** Registers the schemas like a producer's serializer, under {@code <topic>-value}. */
public final class SchemaIds {

    private static final ObjectMapper JSON = new ObjectMapper();
    /** A busy machine may take several times as long as a rested one. */
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private static final Duration OF_ONE_TRY = Duration.ofSeconds(10);
    private static final Duration BETWEEN_TRIES = Duration.ofMillis(200);

    private SchemaIds() {}

    /**
     * Registers the value schema of each route's topic unless registered already. A registry that accepts connections is asked again while
     * it is slow.
     *
     * @throws LoadException if the registry does not answer or refuses a schema
     */
    public static Map<Route, Integer> register(String registryUrl, Map<Route, String> topics) {
        HttpClient client = HttpClient.newBuilder().connectTimeout(OF_ONE_TRY).build();
        Map<Route, Integer> ids = new EnumMap<>(Route.class);
        topics.forEach((route, topic) -> ids.put(route, register(client, registryUrl, topic, ValueSchemas.of(route))));
        return ids;
    }

    private static int register(HttpClient client, String registryUrl, String topic, Schema schema) {
        try {
            HttpResponse<String> answer = answer(client, request(registryUrl, topic, schema));
            if (answer.statusCode() != 200) {
                throw new LoadException(
                        "The schema registry at %s answered %d when asked to register the schema of %s: %s"
                                .formatted(registryUrl, answer.statusCode(), topic, answer.body()));
            }
            return JSON.readTree(answer.body()).path("id").asInt();
        } catch (ConnectException | IllegalArgumentException nobody) {
            throw new LoadException("No schema registry listens at %s.".formatted(registryUrl), nobody);
        } catch (IOException slow) {
            throw new LoadException(
                    "The schema registry at %s gave no answer in %d s (%s). Is the machine too busy?"
                            .formatted(
                                    registryUrl,
                                    PATIENCE.toSeconds(),
                                    slow.getClass().getSimpleName()),
                    slow);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LoadException("Interrupted while registering the schema of %s.".formatted(topic), e);
        }
    }

    private static HttpResponse<String> answer(HttpClient client, HttpRequest request)
            throws IOException, InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                return client.send(request, BodyHandlers.ofString());
            } catch (ConnectException nobody) {
                throw nobody;
            } catch (IOException slow) {
                if (System.nanoTime() - end > 0) {
                    throw slow;
                }
                TimeUnit.NANOSECONDS.sleep(BETWEEN_TRIES.toNanos());
            }
        }
    }

    private static HttpRequest request(String registryUrl, String topic, Schema schema) {
        String subject = URLEncoder.encode(topic + "-value", StandardCharsets.UTF_8);
        String body = JSON.createObjectNode().put("schema", schema.toString()).toString();
        return HttpRequest.newBuilder(
                        URI.create(registryUrl.replaceAll("/+$", "") + "/subjects/" + subject + "/versions"))
                .timeout(OF_ONE_TRY)
                .header("Content-Type", "application/vnd.schemaregistry.v1+json")
                .POST(BodyPublishers.ofString(body))
                .build();
    }
}
