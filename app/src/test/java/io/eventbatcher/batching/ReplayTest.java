package io.eventbatcher.batching;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventbatcher.deadletter.DeadLetterHeader;
import io.eventbatcher.fixtures.Events;
import io.eventbatcher.ledger.Tally;
import io.eventbatcher.record.Item;
import io.eventbatcher.record.Origin;
import io.eventbatcher.route.Route;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayTest {
    @Test
    void shouldNotSwallowAReplayWhoseUuidWasSeen(@TempDir Path stateDir) {
        try (Flow flow = new Flow(stateDir, "")) {
            // Given
            byte[] value = flow.avro.withId(Events.behavioral("same").build());
            flow.send(Route.BEHAVIORAL, value);

            // When
            flow.replay(value, headers("replay-1", "behavioral"));

            // Then
            assertThat(flow.delivered(Route.BEHAVIORAL)).containsExactly("same", "same");
            assertThat(flow.ledger()).containsEntry("ingest/hubspot.replays:behavioral/0", new Tally(1, 1, 0, 0));
        }
    }

    @Test
    void shouldDropTheSameReplayMadeTwice(@TempDir Path stateDir) {
        try (Flow flow = new Flow(stateDir, "")) {
            // Given
            byte[] value = flow.avro.withId(Events.behavioral("same").build());
            flow.replay(value, headers("replay-1", "behavioral"));

            // When
            flow.replay(value, headers("replay-1", "behavioral"));

            // Then
            assertThat(flow.delivered(Route.BEHAVIORAL)).containsExactly("same");
        }
    }

    @Test
    void shouldDropAProducersRetryOfWhatWasReplayed(@TempDir Path stateDir) {
        try (Flow flow = new Flow(stateDir, "dedupe: { window: 1h }")) {
            // Given
            byte[] value = flow.avro.withId(Events.behavioral("same").build());
            flow.send(Route.BEHAVIORAL, value);
            flow.advance(Duration.ofHours(3));
            flow.replay(value, headers("replay-1", "behavioral"));

            // When
            flow.send(Route.BEHAVIORAL, value);

            // Then
            assertThat(flow.delivered(Route.BEHAVIORAL)).containsExactly("same", "same");
        }
    }

    @Test
    void shouldRememberTheFirstOriginAndTheProducersHeadersAlone(@TempDir Path stateDir) {
        try (Flow flow = new Flow(stateDir, "")) {
            // When
            flow.replay(flow.avro.withId(Events.behavioral("same").build()), headers("replay-1", "behavioral"));

            // Then
            flow.advance(Duration.ofSeconds(2));
            Item item = flow.batches(Route.BEHAVIORAL).get(0).items().get(0);
            assertThat(item.origin()).isEqualTo(new Origin("first-topic", 7, 99, 1_700_000_000_000L));
            assertThat(item.replayId()).isEqualTo("replay-1");
            // three times before it died, and this one
            assertThat(item.replays()).isEqualTo(4);
            assertThat(item.source().headers().toArray())
                    .extracting(Header::key)
                    .containsExactly("producers-own");
        }
    }

    @Test
    void shouldBuryAReplayThatDoesNotSayWhatItReplays(@TempDir Path stateDir) {
        try (Flow flow = new Flow(stateDir, "")) {
            // Given
            Headers headers = new RecordHeaders()
                    .add("dlq.route", bytes("no-such-route"))
                    .add("__streams.errors.partition", bytes("-4"))
                    .add("__streams.errors.offset", null);

            // When
            flow.replay(new byte[] {9}, headers);

            // Then
            assertThat(flow.deadLetters()).singleElement().satisfies(dead -> {
                assertThat(dead.getValue()).containsExactly(9);
                assertThat(Flow.header(dead, DeadLetterHeader.REASON)).isEqualTo("invalid-event");
                assertThat(Flow.header(dead, DeadLetterHeader.ERRORS_TOPIC)).isEqualTo("hubspot.replays");
                assertThat(Flow.header(dead, DeadLetterHeader.ERRORS_MESSAGE))
                        .contains(
                                "dlq.route",
                                "__streams.errors.topic",
                                "__streams.errors.partition",
                                "__streams.errors.offset",
                                "dlq.original-timestamp",
                                "dlq.replays",
                                "dlq.replay-id");
            });
        }
    }

    @Test
    void shouldBuryAReplayOfARouteThatIsNotEnabled(@TempDir Path stateDir) {
        try (Flow flow = new Flow(stateDir, "routes: { marketing-update: { enabled: false } }")) {
            // When
            flow.replay(flow.avro.withId(Events.update("1").build()), headers("replay-1", "marketing-update"));

            // Then
            assertThat(flow.deadLetters()).hasSize(1);
        }
    }

    @Test
    void shouldSendEveryLetterOfARunUnderOneId(@TempDir Path stateDir) {
        try (Flow flow = new Flow(stateDir, "")) {
            // When
            for (int i = 0; i < 30; i++) {
                flow.replay(flow.avro.withId(Events.behavioral("u" + i).build()), letter("ticket-42", i, 0));
            }
            flow.replay(flow.avro.withId(Events.behavioral("u7").build()), letter("ticket-42", 7, 0));

            // Then
            assertThat(flow.delivered(Route.BEHAVIORAL)).hasSize(30).doesNotHaveDuplicates();
            assertThat(flow.ledger()).containsEntry("batching/behavioral/0", new Tally(31, 30, 1, 0));
        }
    }

    @Test
    void shouldSendAgainUnderTheSameIdWhatDiedInBetween(@TempDir Path stateDir) {
        try (Flow flow = new Flow(stateDir, "")) {
            // Given
            byte[] value = flow.avro.withId(Events.behavioral("same").build());
            flow.replay(value, letter("ticket-42", 7, 0));

            // When: the letter of the same event that the replay died as
            flow.replay(value, letter("ticket-42", 7, 1));

            // Then
            assertThat(flow.delivered(Route.BEHAVIORAL)).containsExactly("same", "same");
        }
    }

    private static Headers letter(String replayId, int offset, int replays) {
        Headers headers = headers(replayId, "behavioral");
        headers.remove("dlq.replays").add("dlq.replays", bytes(Integer.toString(replays)));
        return headers.remove("__streams.errors.offset")
                .add("__streams.errors.offset", bytes(Integer.toString(offset)));
    }

    static Headers headers(String replayId, String route) {
        return new RecordHeaders()
                .add("producers-own", bytes("kept"))
                .add("dlq.replay-id", bytes(replayId))
                .add("dlq.route", bytes(route))
                .add("dlq.replays", bytes("3"))
                .add("dlq.reason", bytes("rejected"))
                .add("dlq.original-timestamp", bytes("1700000000000"))
                .add("__streams.errors.topic", bytes("first-topic"))
                .add("__streams.errors.partition", bytes("7"))
                .add("__streams.errors.offset", bytes("99"));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
