package io.eventbatcher.sandbox.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.eventbatcher.route.Route;
import io.eventbatcher.sandbox.demo.Books;
import io.eventbatcher.sandbox.demo.RouteBooks;
import io.eventbatcher.sandbox.load.LoadGenerator;
import io.eventbatcher.sandbox.load.Pace;
import io.eventbatcher.sandbox.load.plan.LoadPlan;
import io.eventbatcher.sandbox.load.plan.LoadSettings;
import io.eventbatcher.sandbox.simulator.api.HubSpotAccount;
import io.eventbatcher.sandbox.simulator.journal.RecordedRequest;
import io.eventbatcher.sandbox.stack.EmbeddedStack;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** The books must be able not to balance: after a run that was right, each test plants one fault, and looks for it alone. */
@ExtendWith(SharedStack.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // set before all tests
class BooksTest {
    private static final int EVENTS = 1_500;

    private EmbeddedStack stack;
    private Pipeline pipeline;
    private LoadGenerator generator;
    private Ledger ledger;

    @BeforeAll
    void runOnce(EmbeddedStack shared) {
        stack = shared;
        pipeline = Pipeline.create(stack, "books", Pipeline.generous().withAccount(EmbeddedStack.account()));
        Map<Route, String> topics = new EnumMap<>(Route.class);
        pipeline.settings().routes().forEach((route, of) -> topics.put(route, of.topic()));
        generator = new LoadGenerator(stack.broker().bootstrapServers(), topics, Pace.unlimited(), published -> {});
        publish(EVENTS, 3);
        ledger = pipeline.start().ledgerAtRest();
        pipeline.stop();
        assertThat(books()).matches(Books::balanced);
    }

    @AfterAll
    void close() {
        ledger.close();
        pipeline.close();
    }

    @Test
    void shouldMissALostEvent() {
        // Given
        Books before = books();

        // When more is published, and nobody is there to deliver it
        publish(100, 4);

        // Then
        assertThat(books().balanced()).isFalse();
        assertThat(books().sum(RouteBooks::lost)).isEqualTo(before.sum(RouteBooks::lost) + 100);
    }

    @Test
    void shouldSeeAnEventThatWasDeliveredTwice() throws Exception {
        // Given
        Books before = books();
        RecordedRequest request = acceptedRequest();

        // When
        send(Route.BEHAVIORAL, request.body());

        // Then
        long inputs = request.text().split("\"eventName\"", -1).length - 1L;
        assertOnlyRose(before, RouteBooks::deliveredTwice, inputs);
    }

    @Test
    void shouldSeeAnUpdateThatCameAfterALaterOne() throws Exception {
        // Given
        Books before = books();
        String objectId = generator
                .truth()
                .lastSequences(Route.MARKETING_UPDATE)
                .keySet()
                .iterator()
                .next();

        // When
        send(Route.MARKETING_UPDATE, """
                {"inputs":[{"objectId":"%s","customProperties":[{"name":"sequence","value":"0"}]}]}
                """.formatted(objectId).getBytes(UTF_8));

        // Then
        assertOnlyRose(before, RouteBooks::outOfOrder, 1);
    }

    @Test
    void shouldSeeADeadLetterWithOneOtherByte() {
        // Given
        Books before = books();

        // When
        Books after = withDeadLetters("altered", 0);

        // Then
        assertThat(after.sum(RouteBooks::altered)).isEqualTo(before.sum(RouteBooks::altered) + 1);
        assertThat(after.balanced()).isFalse();
    }

    @Test
    void shouldSeeADeadLetterThatStandsTwice() {
        // Given
        Books before = books();

        // When
        Books after = withDeadLetters("doubled", 1);

        // Then
        assertThat(after.sum(RouteBooks::unexpected)).isEqualTo(before.sum(RouteBooks::unexpected) + 1);
        assertThat(after.balanced()).isFalse();
    }

    private Books books() {
        return pipeline.books(generator.truth(), ledger);
    }

    private void publish(int events, int seed) {
        LoadSettings load = LoadSettings.of(events, seed == 3 ? 10 : 0, seed == 3 ? 5 : 0, seed, 4);
        generator.publish(new LoadPlan(load, pipeline.sources().schemas()));
        pipeline.sources().alsoPublished(events);
    }

    private void assertOnlyRose(Books before, ToLongFunction<RouteBooks> column, long by) {
        Books after = books();
        assertThat(after.sum(column)).isEqualTo(before.sum(column) + by);
        assertThat(after.sum(RouteBooks::lost)).isEqualTo(before.sum(RouteBooks::lost));
        assertThat(after.balanced()).isFalse();
    }

    private RecordedRequest acceptedRequest() {
        return pipeline.hubSpot().journal().latestRequests().stream()
                .filter(request -> request.outcome().equals("204"))
                .findFirst()
                .orElseThrow();
    }

    /** Past the service, as if it had done so. */
    private void send(Route route, byte[] body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(pipeline.hubSpot()
                        .baseUrl()
                        .resolve(Pipeline.endpoint(route).path()))
                .header("Authorization", "Bearer " + HubSpotAccount.DEFAULT_TOKEN)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(body))
                .build();
        int status = HttpClient.newHttpClient()
                .send(request, BodyHandlers.discarding())
                .statusCode();
        assertThat(status).isBetween(200, 204);
    }

    /** The books with other dead letters: copied to another topic, where the first has another byte (0) or stands twice (1). */
    private Books withDeadLetters(String name, int fault) {
        List<ConsumerRecord<byte[], byte[]>> letters = pipeline.deadLetters();
        String own = pipeline.settings().topics().deadLetters();
        pipeline.configure("topics.dead-letters", "books.dead-letters." + name);
        stack.createTopics(pipeline.settings(), Pipeline.SOURCE_PARTITIONS);
        // idempotence on a topic that was made a moment ago: the client may begin its sequence anew there, and wait for
        // two minutes
        try (var producer = new KafkaProducer<>(
                Map.<String, Object>of(
                        "bootstrap.servers", stack.broker().bootstrapServers(), "enable.idempotence", "false"),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            for (ConsumerRecord<byte[], byte[]> letter : letters) {
                var copy = new ProducerRecord<>(
                        "books.dead-letters." + name, null, letter.key(), letter.value(), letter.headers());
                boolean first = letter == letters.get(0);
                if (first && fault == 0) {
                    copy.headers().remove("source").add("source", "load-generatoR".getBytes(UTF_8));
                }
                var unused = producer.send(copy);
                if (first && fault == 1) {
                    unused = producer.send(copy);
                }
            }
        }
        Books books = books();
        pipeline.configure("topics.dead-letters", own);
        return books;
    }
}
