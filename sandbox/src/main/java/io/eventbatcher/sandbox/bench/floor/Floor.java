package io.eventbatcher.sandbox.bench.floor;

import io.eventbatcher.config.Settings;
import io.eventbatcher.config.source.SettingsFile;
import io.eventbatcher.hubspot.HubSpotClient;
import io.eventbatcher.hubspot.HubSpotRequest;
import io.eventbatcher.hubspot.Outcome;
import io.eventbatcher.hubspot.RequestInput;
import io.eventbatcher.hubspot.http.OkHttpHubSpotClient;
import io.eventbatcher.route.Route;
import io.eventbatcher.sandbox.bench.program.FloorProgram.FloorOrder;
import io.eventbatcher.sandbox.load.plan.ValueSchemas;
import io.eventbatcher.time.Clocks;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * The least a program can do: consume, decode, render, post full batches with a number of requests in flight. No dedupe, no
 * exactly-once, no validation, no dead letters, no retries, no order, no committed offsets.
 */
public final class Floor {
    static final int IN_FLIGHT = 16;

    private static final Duration POLL = Duration.ofMillis(100);

    private final Route route;
    private final PlainJson json;
    private final HubSpotClient client;
    private final Semaphore free = new Semaphore(IN_FLIGHT);
    private final AtomicReference<Outcome> failure = new AtomicReference<>();
    private List<RequestInput> batch = new ArrayList<>();
    private final Set<String> identities = new HashSet<>();

    private Floor(Route route, PlainJson json, HubSpotClient client) {
        this.route = route;
        this.json = json;
        this.client = client;
    }

    /** What the floor's process does: takes a load by line, and answers when all of it is answered by HubSpot. */
    public static void serve(Path configuration, Route route, BufferedReader orders, PrintStream out)
            throws IOException, InterruptedException {
        Settings settings = SettingsFile.read(configuration, System.getenv());
        try (HubSpotClient client = OkHttpHubSpotClient.of(settings, Clocks.SYSTEM)) {
            PlainJson json = new PlainJson(route, ValueSchemas.of(route));
            for (String line = orders.readLine(); line != null; line = orders.readLine()) {
                FloorOrder order = FloorOrder.of(line);
                new Floor(route, json, client).run(settings.kafka().bootstrapServers(), order.from(), order.events());
                out.println(FloorOrder.DONE);
                out.flush();
            }
        }
    }

    /** Sends {@code events} events from the offsets {@code from} on, and returns when all are answered. */
    private void run(String bootstrapServers, Map<TopicPartition, Long> from, long events) throws InterruptedException {
        Map<String, Object> properties = Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                "false",
                // a load is one transaction
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed");
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(from.keySet());
            from.forEach(consumer::seek);
            long taken = 0;
            while (taken < events) {
                for (ConsumerRecord<byte[], byte[]> event : consumer.poll(POLL)) {
                    add(event);
                    taken++;
                }
            }
            post();
            free.acquire(IN_FLIGHT);
        }
        check();
    }

    private void add(ConsumerRecord<byte[], byte[]> event) throws InterruptedException {
        // the marketing APIs refuse an id twice in a request, and name it in their results
        String identity = route.ordered() ? new String(event.key(), StandardCharsets.UTF_8) : "";
        if (route.ordered() && !identities.add(identity)) {
            post();
            identities.add(identity);
        }
        batch.add(new Rendered(json.render(event.value()), identity));
        if (batch.size() == route.maxInputs()) {
            post();
        }
    }

    private void post() throws InterruptedException {
        identities.clear();
        if (batch.isEmpty()) {
            return;
        }
        free.acquire();
        check();
        HubSpotRequest request = new HubSpotRequest(route, 0, batch, "floor", 1);
        batch = new ArrayList<>(route.maxInputs());
        var unused = client.send(request).thenAccept(outcome -> {
            if (!(outcome instanceof Outcome.Delivered)) {
                failure.set(outcome);
            }
            free.release();
        });
    }

    private void check() {
        Outcome failed = failure.get();
        if (failed != null) {
            throw new IllegalStateException("A request of the floor failed: " + failed);
        }
    }

    /** An input rendered when the event was read. */
    @SuppressWarnings("ArrayRecordComponent") // written once and dropped; never compared
    private record Rendered(byte[] json, String identity) implements RequestInput {
        @Override
        public int length() {
            return json.length;
        }

        @Override
        public void writeTo(OutputStream target) throws IOException {
            target.write(json);
        }

        @Override
        public String uuid() {
            return "";
        }
    }
}
