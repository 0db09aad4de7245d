package io.eventbatcher.sandbox.bench;

import io.eventbatcher.deadletter.DeadLetter;
import io.eventbatcher.deadletter.DeadLetterHeader;
import io.eventbatcher.deadletter.Reason;
import io.eventbatcher.record.Origin;
import io.eventbatcher.record.SourceRecord;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
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
import java.util.concurrent.atomic.AtomicReference;
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
    private final AtomicReference<Exception> failure = new AtomicReference<>();
    private final Thread now;
    private final Thread issues;
    private volatile boolean closed;

    /** @param console its first page */
    Onlooker(URI console) {
        this.console = console;
        this.now = start("onlooker-now", this::watchNow);
        this.issues = start("onlooker-issues", this::summarise);
    }

    /** Summaries of all dead letters since the beginning. */
    long summaries() {
        return summaries.get();
    }

    private void watchNow() throws IOException, InterruptedException {
        Matcher live = LIVE.matcher(get(console));
        if (!live.find()) {
            throw new IOException("The page Now has no live stream.");
        }
        HttpRequest stream = HttpRequest.newBuilder(
                        console.resolve(live.group(1).replace("&amp;", "&")))
                .build();
        // the service ends a stream after a while, and a browser opens it again
        while (!closed) {
            HttpResponse<InputStream> answer = http.send(stream, HttpResponse.BodyHandlers.ofInputStream());
            check(stream.uri(), answer);
            try (BufferedReader lines =
                    new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
                while (!closed && lines.readLine() != null) {
                    // a browser shows it
                }
            }
        }
    }

    private void summarise() throws IOException, InterruptedException {
        // another beginning, so that no result is shown twice
        Instant since = Instant.parse("2020-01-01T00:00:00Z");
        while (!closed) {
            since = since.plusSeconds(1);
            while (!closed && get(console.resolve("issues?since=" + since)).contains("<progress")) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(500));
            }
            if (!closed) {
                summaries.incrementAndGet();
            }
        }
    }

    private interface Look {
        void run() throws IOException, InterruptedException;
    }

    private Thread start(String name, Look look) {
        Thread thread = new Thread(
                () -> {
                    try {
                        look.run();
                    } catch (IOException | InterruptedException ended) {
                        failure.compareAndSet(null, closed ? null : ended);
                    }
                },
                name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private String get(URI page) throws IOException, InterruptedException {
        HttpResponse<String> answer =
                http.send(HttpRequest.newBuilder(page).build(), HttpResponse.BodyHandlers.ofString());
        check(page, answer);
        return answer.body();
    }

    private static void check(URI page, HttpResponse<?> answer) throws IOException {
        if (answer.statusCode() != 200) {
            throw new IOException(page + " answered " + answer.statusCode());
        }
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

    /** @throws IllegalStateException if the console failed meanwhile: then nobody was looking */
    @Override
    public void close() {
        closed = true;
        now.interrupt();
        issues.interrupt();
        Exception failed = failure.get();
        if (failed != null) {
            throw new IllegalStateException("The console failed: " + failed.getMessage(), failed);
        }
    }
}
