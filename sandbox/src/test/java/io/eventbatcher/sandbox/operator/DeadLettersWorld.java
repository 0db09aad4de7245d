package io.eventbatcher.sandbox.operator;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.eventbatcher.cli.EventBatcher;
import io.eventbatcher.config.Settings;
import io.eventbatcher.config.source.SettingsFile;
import io.eventbatcher.control.LaneState;
import io.eventbatcher.deadletter.DeadLetter;
import io.eventbatcher.deadletter.DeadLetterHeader;
import io.eventbatcher.deadletter.DeadLetterId;
import io.eventbatcher.deadletter.Reason;
import io.eventbatcher.fixtures.AvroBytes;
import io.eventbatcher.fixtures.Events;
import io.eventbatcher.record.Origin;
import io.eventbatcher.record.SourceRecord;
import io.eventbatcher.replay.resolution.ReplayRun;
import io.eventbatcher.replay.resolution.Resolution;
import io.eventbatcher.replay.resolution.RunSelection;
import io.eventbatcher.replay.scan.Place;
import io.eventbatcher.route.Route;
import io.eventbatcher.sandbox.endtoend.SharedStack;
import io.eventbatcher.sandbox.stack.Backend;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** Topics with dead letters on the shared broker, and the command line in this process. */
final class DeadLettersWorld implements AutoCloseable {
    /** The trace of every letter that HubSpot rejected. */
    static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

    private static final String NAME = "reading-letters";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String file;
    private final Settings settings;
    private final int schema;
    private final Instant diedAt = Instant.now().minusSeconds(3600);
    private final KafkaProducer<byte[], byte[]> producer;

    DeadLettersWorld(Path directory) throws IOException {
        this(directory, NAME);
    }

    /** @param application the name of the application, and of its topics */
    DeadLettersWorld(Path directory, String application) throws IOException {
        this(directory, application, SharedStack.embedded().backend());
    }

    DeadLettersWorld(Path directory, String application, Backend backend) throws IOException {
        StringBuilder yaml = new StringBuilder("application-id: " + application + "\nkafka: {bootstrap-servers: '"
                + backend.bootstrapServers() + "'}\nregistry: {url: '" + backend.registryUrl()
                + "'}\ntopics:\n  batches-prefix: " + application + ".batches\n");
        for (String topic : List.of("dead-letters", "resolutions", "replays", "receipts", "ledger", "lanes", "rates")) {
            yaml.append("  ")
                    .append(topic)
                    .append(": ")
                    .append(application)
                    .append('.')
                    .append(topic)
                    .append('\n');
        }
        file = Files.writeString(directory.resolve("event-batcher.yaml"), yaml).toString();
        settings = SettingsFile.parse(yaml.toString(), Map.of("EVENT_BATCHER_HUBSPOT_TOKEN", "any"));
        backend.createTopics(settings, 1);
        schema = Objects.requireNonNull(backend.registerSchemas(settings).get(Route.BEHAVIORAL));
        producer = new KafkaProducer<>(
                // the topics are new: of several requests in flight they might take a later one first, and then never
                // the first
                Map.of(
                        "bootstrap.servers",
                        backend.bootstrapServers(),
                        "linger.ms",
                        0,
                        "max.in.flight.requests.per.connection",
                        1),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    /** The command line's end: status, stdout and stderr. */
    record Ran(int status, String out, String err) {
        List<JsonNode> json() {
            return out.lines().map(DeadLettersWorld::parsed).toList();
        }
    }

    Settings settings() {
        return settings;
    }

    /** The text of the configuration. */
    String configuration() throws IOException {
        return Files.readString(Path.of(file));
    }

    /** The name of the configuration's file. */
    String file() {
        return file;
    }

    Ran run(String... arguments) {
        return run(file, arguments);
    }

    /** With another configuration of the same broker. */
    Ran runWith(Path directory, String yaml, String... arguments) throws IOException {
        String other = Files.writeString(
                        directory.resolve("other.yaml"),
                        "kafka: {bootstrap-servers: '" + settings.kafka().bootstrapServers()
                                + "'}\nregistry: {url: 'http://127.0.0.1:1'}\n" + yaml)
                .toString();
        return run(other, arguments);
    }

    private static Ran run(String file, String... arguments) {
        List<String> all = new ArrayList<>(List.of("dead-letters"));
        all.addAll(List.of(arguments));
        all.addAll(List.of("--config", file));
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine commandLine =
                EventBatcher.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        int status = commandLine.execute(all.toArray(String[]::new));
        return new Ran(status, out.toString(), err.toString());
    }

    static JsonNode parsed(String line) {
        try {
            return JSON.readTree(line);
        } catch (IOException other) {
            throw new UncheckedIOException(line, other);
        }
    }

    static UUID id(long origin, int replays) {
        return DeadLetterId.of(NAME + ".orders", 3, origin, replays);
    }

    /** A valid event, as a producer writes it. */
    byte[] event(String uuid) {
        return AvroBytes.withId(schema, AvroBytes.bare(Events.behavioral(uuid).build()));
    }

    /** Puts a letter of the reason on the topic, and returns its place. */
    String letter(long origin, int replays, Reason reason, String message) {
        return letter(origin, replays, reason, message, bytes("key-" + origin), new RecordHeaders());
    }

    String letter(long origin, int replays, Reason reason, String message, byte @Nullable [] key, Headers producers) {
        SourceRecord source = new SourceRecord(
                new Origin(NAME + ".orders", 3, origin, 5), key, event("u-" + origin), producers, replays);
        DeadLetter letter = DeadLetter.of(source, reason, message, diedAt.plusSeconds(origin))
                .with(DeadLetterHeader.ROUTE, "behavioral")
                .with(DeadLetterHeader.UUID, "u-" + origin)
                .with(DeadLetterHeader.EVENT_NAME, "pe1234_purchase");
        if (reason == Reason.REJECTED) {
            letter.with(DeadLetterHeader.HTTP_STATUS, 400)
                    .with(DeadLetterHeader.HUBSPOT_CATEGORY, "VALIDATION_ERROR")
                    .with(DeadLetterHeader.HUBSPOT_CORRELATION_ID, "c-" + origin)
                    .with(DeadLetterHeader.ATTEMPTS, 3)
                    .with(DeadLetterHeader.TRACE_ID, TRACE);
        }
        return record(settings.topics().deadLetters(), key, source.value(), letter.headers());
    }

    /** Puts any record on the dead-letter topic, and returns its place. */
    String record(byte @Nullable [] key, byte @Nullable [] value, Headers headers) {
        return record(settings.topics().deadLetters(), key, value, headers);
    }

    /** Puts a letter with the key {@code aborted} on the topic in a transaction that is aborted, and returns its place. */
    String aborted() {
        Map<String, Object> configuration = Map.of(
                "bootstrap.servers",
                settings.kafka().bootstrapServers(),
                "transactional.id",
                settings.applicationId() + "-aborted");
        try (KafkaProducer<byte[], byte[]> aborting =
                new KafkaProducer<>(configuration, new ByteArraySerializer(), new ByteArraySerializer())) {
            aborting.initTransactions();
            aborting.beginTransaction();
            var sent = aborting.send(new ProducerRecord<>(
                    settings.topics().deadLetters(), null, bytes("aborted"), event("aborted"), new RecordHeaders()));
            aborting.flush();
            aborting.abortTransaction();
            return sent.get().partition() + ":" + sent.get().offset();
        } catch (ExecutionException | InterruptedException failure) {
            throw new IllegalStateException("The broker does not take the record.", failure);
        }
    }

    /** Says for half a minute that an instance sends the route's events. */
    void runs(Route route) {
        LaneState open = LaneState.of("one", route.label(), 0, List.of(), 0, 0, Instant.now());
        send(new ProducerRecord<>(
                settings.topics().lanes(),
                bytes("state/one/" + open.name()),
                bytes(open.toJson().toString())));
    }

    /** Puts a replay of a letter on the replay topic. */
    void replay(long origin, int replays, String replayId) {
        SourceRecord source = new SourceRecord(
                new Origin(NAME + ".orders", 3, origin, 5), null, event("u-" + origin), new RecordHeaders(), replays);
        Headers headers = DeadLetter.of(source, Reason.REJECTED, "No.", diedAt)
                .with(DeadLetterHeader.ROUTE, "behavioral")
                .with(DeadLetterHeader.REPLAY_ID, replayId)
                .headers();
        var unused = record(settings.topics().replays(), null, source.value(), headers);
    }

    /** Records a run whose process has ended before the first letter was sent. */
    void run(ReplayRun run, String... places) {
        List<Place> meant = Stream.of(places)
                .map(place -> place.split(":", -1))
                .map(place -> new Place(Integer.parseInt(place[0]), Long.parseLong(place[1])))
                .toList();
        send(run.toRecord(settings.topics().resolutions()));
        RunSelection.parts(run.id(), meant)
                .forEach(part -> send(part.toRecord(settings.topics().resolutions())));
    }

    void mark(long origin, int replays, String state) {
        send(new Resolution(
                        id(origin, replays),
                        state,
                        "",
                        "run-1",
                        Instant.now(),
                        "ada",
                        "ticket 42",
                        "0:0",
                        NAME + ".orders/3/" + origin,
                        replays,
                        List.of())
                .toRecord(settings.topics().resolutions()));
    }

    void receipt(long origin, String replayId) {
        String json =
                "{\"batch\":\"behavioral-0-9\",\"requests\":[{\"status\":204,\"correlationId\":\"c-ok\"}],\"items\":["
                        + "{\"uuid\":\"u-" + origin + "\",\"topic\":\"" + NAME + ".orders\",\"partition\":3,\"offset\":"
                        + origin
                        + ",\"replayId\":\"" + replayId + "\",\"request\":0}]}";
        send(new ProducerRecord<>(settings.topics().receipts(), bytes("behavioral-0-9"), bytes(json)));
    }

    private String record(String topic, byte @Nullable [] key, byte @Nullable [] value, Headers headers) {
        return record(topic, null, key, value, headers);
    }

    /** Puts any record on a topic, and returns its place. */
    @SuppressWarnings("NullAway") // a record may lack key and value
    String record(
            String topic,
            @Nullable Integer partition,
            byte @Nullable [] key,
            byte @Nullable [] value,
            Headers headers) {
        return send(new ProducerRecord<>(topic, partition, null, key, value, headers));
    }

    /** Puts a record on a topic, which the broker has after {@link #flush}. */
    void put(String topic, int partition, byte[] value) {
        var unused = producer.send(new ProducerRecord<>(topic, partition, null, value));
    }

    void flush() {
        producer.flush();
    }

    private String send(ProducerRecord<byte[], byte[]> entry) {
        try {
            var sent = producer.send(entry).get();
            return sent.partition() + ":" + sent.offset();
        } catch (ExecutionException | InterruptedException failure) {
            throw new IllegalStateException("The broker does not take the record.", failure);
        }
    }

    static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    @Override
    public void close() {
        producer.close();
    }
}
