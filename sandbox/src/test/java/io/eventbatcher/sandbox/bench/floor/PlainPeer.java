package io.eventbatcher.sandbox.bench.floor;

import io.eventbatcher.route.Route;
import io.eventbatcher.sandbox.load.plan.ValueSchemas;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** A peer for tests, with nothing but what a peer is told: a request for each poll, one at a time, as often as an argument says. */
public final class PlainPeer {
    private static final Duration POLL = Duration.ofSeconds(1);

    private PlainPeer() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        Map<String, String> told = System.getenv();
        HttpClient http = HttpClient.newHttpClient();
        PlainJson json = new PlainJson(Route.BEHAVIORAL, ValueSchemas.of(Route.BEHAVIORAL));
        Map<String, Object> properties = Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                told.get("PEER_BOOTSTRAP_SERVERS"),
                ConsumerConfig.GROUP_ID_CONFIG,
                "plain-peer",
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "earliest",
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed");
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.subscribe(List.of(told.get("PEER_TOPIC")));
            while (true) {
                ConsumerRecords<byte[], byte[]> events = consumer.poll(POLL);
                if (!events.isEmpty()) {
                    HttpRequest request = HttpRequest.newBuilder(URI.create(told.get("PEER_HUBSPOT_URL")))
                            .header("Authorization", "Bearer " + told.get("PEER_HUBSPOT_TOKEN"))
                            .header("Content-Type", "application/json")
                            .POST(HttpRequest.BodyPublishers.ofByteArray(body(events, json)))
                            .build();
                    for (int times = 0; times < Integer.parseInt(args[0]); times++) {
                        http.send(request, HttpResponse.BodyHandlers.discarding());
                    }
                }
            }
        }
    }

    private static byte[] body(ConsumerRecords<byte[], byte[]> events, PlainJson json) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        String before = "{\"inputs\":[";
        for (ConsumerRecord<byte[], byte[]> event : events) {
            body.write(before.getBytes(StandardCharsets.UTF_8));
            body.write(json.render(event.value()));
            before = ",";
        }
        body.write("]}".getBytes(StandardCharsets.UTF_8));
        return body.toByteArray();
    }
}
