package io.eventbatcher.sandbox.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.eventbatcher.deadletter.DeadLetterHeader;
import io.eventbatcher.deadletter.Reason;
import io.eventbatcher.route.Route;
import io.eventbatcher.sandbox.simulator.journal.AcceptedInput;
import io.eventbatcher.sandbox.stack.EmbeddedStack;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedStack.class)
class ReplaysTest {
    private static final String OBJECT_ID = "777";

    /** What HubSpot knows; a test adds to it what was missing. */
    private final Set<String> knownObjectIds = ConcurrentHashMap.newKeySet();

    @Test
    void shouldDeliverAReplayOnceThoughItsUuidWasSeen(EmbeddedStack stack) {
        // Given a dead letter whose reason is gone
        try (Pipeline pipeline = pipeline(stack, "replay")) {
            ConsumerRecord<byte[], byte[]> letter = deadLetter(pipeline);
            knownObjectIds.add(OBJECT_ID);

            // When the same replay is published three times
            pipeline.sources().replay(0, replayOf(letter));
            pipeline.sources().replay(0, replayOf(letter));
            pipeline.sources().replay(3, replayOf(letter));
            pipeline.awaitRest();

            // Then
            assertThat(pipeline.accepted(Route.MARKETING_UPDATE))
                    .singleElement()
                    .extracting(AcceptedInput::identity)
                    .isEqualTo(OBJECT_ID);
            assertThat(pipeline.receipts().origins()).containsExactly(origin(letter));
            assertThat(pipeline.deadLetters()).hasSize(1);
        }
    }

    @Test
    void shouldKeepTheFirstCoordinatesWhenAReplayDies(EmbeddedStack stack) {
        // Given a dead letter whose reason is still there
        try (Pipeline pipeline = pipeline(stack, "dead-replay")) {
            ConsumerRecord<byte[], byte[]> letter = deadLetter(pipeline);

            // When
            pipeline.sources().replay(2, replayOf(letter));
            pipeline.awaitRest();

            // Then
            assertThat(pipeline.deadLetters()).hasSize(2);
            ConsumerRecord<byte[], byte[]> again = lastDeadLetter(pipeline);
            DeadLetterAssert.assertDied(again, original(pipeline), Reason.NOT_FOUND);
            assertThat(origin(again)).isEqualTo(origin(letter));
            assertThat(DeadLetterHeader.REPLAYS.in(again.headers())).hasValue("1");
            assertThat(DeadLetterHeader.ID.in(again.headers())).isNotEqualTo(DeadLetterHeader.ID.in(letter.headers()));
        }
    }

    @Test
    void shouldDeliverAReplayOfAReplay(EmbeddedStack stack) {
        // Given a dead letter that died again when it was replayed too early
        try (Pipeline pipeline = pipeline(stack, "second-replay")) {
            pipeline.sources().replay(2, replayOf(deadLetter(pipeline)));
            pipeline.awaitRest();
            knownObjectIds.add(OBJECT_ID);

            // When
            pipeline.sources().replay(2, replayOf(lastDeadLetter(pipeline)));
            pipeline.awaitRest();

            // Then
            assertThat(pipeline.accepted(Route.MARKETING_UPDATE)).hasSize(1);
            assertThat(pipeline.deadLetters()).hasSize(2);
        }
    }

    private Pipeline pipeline(EmbeddedStack stack, String application) {
        return Pipeline.create(
                stack,
                application,
                Pipeline.generous().withAccount(Pipeline.account().withObjectIds(knownObjectIds::contains)));
    }

    /** The one that comes of an event about a marketing event that HubSpot does not know. */
    private static ConsumerRecord<byte[], byte[]> deadLetter(Pipeline pipeline) {
        pipeline.sources().publish(Route.MARKETING_UPDATE, 1, original(pipeline));
        pipeline.start().awaitRest();
        assertThat(pipeline.deadLetters()).hasSize(1);
        return pipeline.deadLetters().get(0);
    }

    private static ConsumerRecord<byte[], byte[]> lastDeadLetter(Pipeline pipeline) {
        List<ConsumerRecord<byte[], byte[]>> letters = pipeline.deadLetters();
        return letters.get(letters.size() - 1);
    }

    private static Outgoing original(Pipeline pipeline) {
        return Outgoing.of(pipeline.sources().encode(Route.MARKETING_UPDATE, SimulatorEvents.update(OBJECT_ID, 1)))
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
