package io.eventbatcher.sandbox.bench;

import io.eventbatcher.deadletter.DeadLetter;
import io.eventbatcher.deadletter.DeadLetterHeader;
import io.eventbatcher.deadletter.Reason;
import io.eventbatcher.record.Origin;
import io.eventbatcher.record.SourceRecord;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Somebody at the service's console: the page Now is open and lives, and all dead letters are summarised on Issues, again and again, as a
 * browser does it.
 */
final class Onlooker implements AutoCloseable {
    private static final Pattern LIVE = Pattern.compile("sse-connect=\"([^\"]+)\"");
    private static final int KINDS = 40;

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI console;
    private final AtomicLong summaries = new AtomicLong();
    private final Thread now;
    private final Thread issues;
    private volatile boolean closed;

    /** @param console its first page */
    Onlooker(URI console) {
        this.console = console;
        this.now = new Thread(this::watchNow, "onlooker-now");
        this.issues = new Thread(this::summarise, "onlooker-issues");
        now.setDaemon(true);
        issues.setDaemon(true);
        now.start();
        issues.start();
    }

    /** Summaries of all dead letters since the beginning. */
    long summaries() {
        return summaries.get();
    }

    private void watchNow() {
        try {
            Matcher live = LIVE.matcher(get(console));
            if (!live.find()) {
                throw new IllegalStateException("The page Now has no live stream.");
            }
            HttpRequest stream = HttpRequest.newBuilder(
                            console.resolve(live.group(1).replace("&amp;", "&")))
                    .build();
            try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                    http.send(stream, HttpResponse.BodyHandlers.ofInputStream()).body(), StandardCharsets.UTF_8))) {
                while (!closed && lines.readLine() != null) {
                    // a browser shows it
                }
            }
        } catch (IOException | InterruptedException ended) {
            // with the onlooker
        }
    }

    private void summarise() {
        // another beginning, so that no result is shown twice
        Instant since = Instant.parse("2020-01-01T00:00:00Z");
        try {
            while (!closed) {
                since = since.plusSeconds(1);
                while (get(console.resolve("issues?since=" + since)).contains("<progress")) {
                    if (closed) {
                        return;
                    }
                    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(500));
                }
                summaries.incrementAndGet();
            }
        } catch (IOException | InterruptedException ended) {
            // with the onlooker
        }
    }

    private String get(URI page) throws IOException, InterruptedException {
        HttpResponse<String> answer =
                http.send(HttpRequest.newBuilder(page).build(), HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IOException(page + " answered " + answer.statusCode());
        }
        return answer.body();
    }

    /** Publishes dead letters of some kinds, for summaries. */
    static void publishLetters(String bootstrapServers, String topic, long letters) {
        Map<String, Object> settings =
                Map.of("bootstrap.servers", bootstrapServers, "compression.type", "lz4", "linger.ms", 20);
        byte[] value = "{\"email\":\"ada@example.com\"}".repeat(10).getBytes(StandardCharsets.UTF_8);
        try (Producer<byte[], byte[]> producer =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            Instant diedAt = Instant.parse("2026-01-01T00:00:00Z");
            for (long number = 0; number < letters; number++) {
                String name = "pe1_undefined_" + number % KINDS;
                SourceRecord source = new SourceRecord(
                        new Origin("events", (int) (number % 4), number, diedAt.toEpochMilli()),
                        Long.toString(number).getBytes(StandardCharsets.UTF_8),
                        value,
                        new RecordHeaders(),
                        0);
                DeadLetter letter = DeadLetter.of(
                                source,
                                Reason.REJECTED,
                                "Event with fully qualified name " + name + " does not exist",
                                diedAt.plusMillis(number))
                        .with(DeadLetterHeader.ROUTE, "behavioral")
                        .with(DeadLetterHeader.EVENT_NAME, name)
                        .with(DeadLetterHeader.HTTP_STATUS, 400)
                        .with(DeadLetterHeader.HUBSPOT_CATEGORY, "VALIDATION_ERROR");
                var unused = producer.send(
                        new ProducerRecord<>(topic, null, source.key(), source.value(), letter.headers()));
            }
        }
    }

    @Override
    public void close() {
        closed = true;
        now.interrupt();
        issues.interrupt();
    }
}
