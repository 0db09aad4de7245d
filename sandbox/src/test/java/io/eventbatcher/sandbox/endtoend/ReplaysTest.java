package io.eventbatcher.sandbox.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.eventbatcher.deadletter.DeadLetterHeader;
import io.eventbatcher.deadletter.Reason;
import io.eventbatcher.route.Route;
import io.eventbatcher.sandbox.stack.EmbeddedStack;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** Replays by hand, each of an event about a marketing event of its own. */
@ExtendWith(SharedStack.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // set before all tests
class ReplaysTest {
    /** What HubSpot knows; a test adds to it what was missing. */
    private final Set<String> knownObjectIds = ConcurrentHashMap.newKeySet();

    private Pipeline pipeline;

    @BeforeAll
    void start(EmbeddedStack stack) {
        pipeline = Pipeline.create(
                stack,
                "replay",
                Pipeline.generous().withAccount(Pipeline.account().withObjectIds(knownObjectIds::contains)),
                Pipeline.only(Route.MARKETING_UPDATE, "hubspot.halt.judge-after", "1s"));
        pipeline.start();
    }

    @AfterAll
    void close() {
        pipeline.close();
    }

    @Test
    void shouldDeliverAReplayOnceThoughItsUuidWasSeen() {
        // Given a dead letter whose reason is gone
        ConsumerRecord<byte[], byte[]> letter = deadLetter("777");
        knownObjectIds.add("777");

        // When the same replay is published three times
        pipeline.sources().replay(0, replayOf(letter));
        pipeline.sources().replay(0, replayOf(letter));
        pipeline.sources().replay(3, replayOf(letter));
        pipeline.awaitRest();

        // Then
        assertThat(accepted("777")).isEqualTo(1);
        assertThat(pipeline.receipts().origins()).containsOnlyOnce(origin(letter));
        assertThat(letters("777")).hasSize(1);
    }

    @Test
    void shouldKeepTheFirstCoordinatesWhenAReplayDies() {
        // Given a dead letter whose reason is still there
        ConsumerRecord<byte[], byte[]> letter = deadLetter("778");

        // When
        pipeline.sources().replay(2, replayOf(letter));
        pipeline.awaitRest();

        // Then
        assertThat(letters("778")).hasSize(2);
        ConsumerRecord<byte[], byte[]> again = letters("778").get(1);
        DeadLetterAssert.assertDied(again, original("778"), Reason.NOT_FOUND);
        assertThat(origin(again)).isEqualTo(origin(letter));
        assertThat(DeadLetterHeader.REPLAYS.in(again.headers())).hasValue("1");
        assertThat(DeadLetterHeader.ID.in(again.headers())).isNotEqualTo(DeadLetterHeader.ID.in(letter.headers()));
    }

    @Test
    void shouldDeliverAReplayOfAReplay() {
        // Given a dead letter that died again when it was replayed too early
        pipeline.sources().replay(2, replayOf(deadLetter("779")));
        pipeline.awaitRest();
        knownObjectIds.add("779");

        // When
        pipeline.sources().replay(2, replayOf(letters("779").get(1)));
        pipeline.awaitRest();

        // Then
        assertThat(accepted("779")).isEqualTo(1);
        assertThat(letters("779")).hasSize(2);
    }

    /** The one that comes of an event about a marketing event that HubSpot does not know. */
    private ConsumerRecord<byte[], byte[]> deadLetter(String objectId) {
        pipeline.sources().publish(Route.MARKETING_UPDATE, 1, original(objectId));
        pipeline.awaitRest();
        assertThat(letters(objectId)).hasSize(1);
        return letters(objectId).get(0);
    }

    /** The letters of an object, the first life first. */
    private List<ConsumerRecord<byte[], byte[]>> letters(String objectId) {
        String uuid = SimulatorEvents.uuid(objectId + "#1");
        return pipeline.deadLetters().stream()
                .filter(letter -> DeadLetterHeader.UUID
                        .in(letter.headers())
                        .filter(uuid::equals)
                        .isPresent())
                .sorted(Comparator.comparing(
                        letter -> DeadLetterHeader.REPLAYS.in(letter.headers()).orElseThrow()))
                .toList();
    }

    private long accepted(String objectId) {
        return pipeline.accepted(Route.MARKETING_UPDATE).stream()
                .filter(input -> input.identity().equals(objectId))
                .count();
    }

    private Outgoing original(String objectId) {
        return Outgoing.of(pipeline.sources().encode(Route.MARKETING_UPDATE, SimulatorEvents.update(objectId, 1)))
                .withKey((byte) 0, (byte) -1)
                .withHeaders(List.of(new RecordHeader("trace", new byte[] {0, -1})));
    }

    /** The dead letter as it is, and the replay's id, as docs/dead-letters.md has it. */
    private static Outgoing replayOf(ConsumerRecord<byte[], byte[]> letter) {
        List<Header> headers = new ArrayList<>(List.of(letter.headers().toArray()));
        headers.add(new RecordHeader(
                DeadLetterHeader.REPLAY_ID.key(),
                DeadLetterHeader.ID.in(letter.headers()).orElseThrow().getBytes(UTF_8)));
        return new Outgoing(letter.key(), letter.value(), headers);
    }

    private static String origin(ConsumerRecord<byte[], byte[]> letter) {
        return DeadLetterHeader.ERRORS_TOPIC.in(letter.headers()).orElseThrow()
                + '-'
                + DeadLetterHeader.ERRORS_PARTITION.in(letter.headers()).orElseThrow()
                + '@'
                + DeadLetterHeader.ERRORS_OFFSET.in(letter.headers()).orElseThrow();
    }
}
