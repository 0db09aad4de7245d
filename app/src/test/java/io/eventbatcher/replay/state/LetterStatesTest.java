package io.eventbatcher.replay.state;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.eventbatcher.deadletter.DeadLetterHeader;
import io.eventbatcher.deadletter.DeadLetterId;
import io.eventbatcher.fixtures.Letters;
import io.eventbatcher.replay.letter.LetterState;
import io.eventbatcher.replay.letter.StoredLetter;
import io.eventbatcher.replay.resolution.LetterTable;
import io.eventbatcher.replay.resolution.Resolution;
import io.eventbatcher.replay.resolution.Resolutions;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LetterStatesTest {
    private static final List<LetterState> STATES = List.of(LetterState.values());
    private static final Instant LATER = Letters.DIED_AT.plusSeconds(600);

    private final Resolutions resolutions = new Resolutions();
    private final LetterStates states = LetterStates.of(resolutions);

    @ParameterizedTest
    @CsvSource({
        "replayed, '', WAITING",
        "replayed, delivered, DELIVERED",
        "replayed, duplicate, DUPLICATE",
        "replayed, died-again, DIED_AGAIN",
        "discarded, '', DISCARDED",
        "open, '', OPEN",
        "sold, '', UNKNOWN"
    })
    void shouldReadTheMarkOfALetter(String word, String outcome, LetterState state) {
        // When
        resolutions.take(mark(7, 0, word, outcome));

        // Then
        assertThat(states.of(id(7, 0))).isEqualTo(state);
        assertThat(states.run(id(7, 0))).isEqualTo("run-1");
    }

    @Test
    void shouldTakeTheNewestMark() {
        // Given
        resolutions.take(mark(7, 0, Resolution.DISCARDED, ""));

        // When
        resolutions.take(mark(7, 0, Resolution.OPEN, ""));

        // Then
        assertThat(states.of(id(7, 0))).isEqualTo(LetterState.OPEN);
    }

    @Test
    void shouldOpenALetterWhoseMarkWasRemoved() {
        // Given
        resolutions.take(mark(7, 0, Resolution.DISCARDED, ""));

        // When
        resolutions.take(entry(("letter/" + id(7, 0)).getBytes(UTF_8), null));

        // Then
        assertThat(states.of(id(7, 0))).isEqualTo(LetterState.OPEN);
    }

    @Test
    void shouldKnowThatAReplayDiedAgainByTheLaterLetter() {
        // Given
        resolutions.take(mark(7, 0, Resolution.REPLAYED, ""));

        // When
        states.died(letter(7, 1));

        // Then
        assertThat(states.of(id(7, 0))).isEqualTo(LetterState.DIED_AGAIN);
        assertThat(states.of(id(7, 1))).isEqualTo(LetterState.OPEN);
        assertThat(states.surprises()).isEqualTo(1);
    }

    @Test
    void shouldNotOfferALetterThatDiedAgainAfterAReplayByHand() {
        // When
        states.died(letter(7, 1));

        // Then
        assertThat(states.of(id(7, 0))).isEqualTo(LetterState.DIED_AGAIN);
    }

    @Test
    void shouldKnowThatAReplayWasDeliveredByTheReceiptOfItsId() {
        // Given
        resolutions.take(mark(7, 0, Resolution.REPLAYED, ""));
        resolutions.take(mark(8, 0, Resolution.REPLAYED, ""));

        // When
        states.delivered(receipt(7, id(7, 0).toString()));

        // Then
        assertThat(states.of(id(7, 0))).isEqualTo(LetterState.DELIVERED);
        assertThat(states.of(id(8, 0))).isEqualTo(LetterState.WAITING);
    }

    @Test
    void shouldKnowThatAReplayByHandWasDeliveredByTheEventsOrigin() {
        // Given
        states.died(letter(7, 1));
        states.replayed(replay(7, 1, "ticket-42"));

        // When
        states.delivered(receipt(7, "ticket-42"));

        // Then
        assertThat(states.of(id(7, 0))).isEqualTo(LetterState.DIED_AGAIN);
        assertThat(states.of(id(7, 1))).isEqualTo(LetterState.DELIVERED);
    }

    @Test
    void shouldKnowTheEndOfEachReplayByHandThoughAllHaveTheIdOfOneLetter() {
        // Given
        String shared = id(7, 0).toString();
        states.replayed(replay(7, 0, shared));
        states.replayed(replay(8, 0, shared));
        states.replayed(replay(9, 0, shared));

        // When
        states.delivered(receipt(8, shared));
        states.died(letter(9, 1));

        // Then
        assertThat(states.of(id(7, 0))).isEqualTo(LetterState.WAITING);
        assertThat(states.of(id(8, 0))).isEqualTo(LetterState.DELIVERED);
        assertThat(states.of(id(9, 0))).isEqualTo(LetterState.DIED_AGAIN);
    }

    @ParameterizedTest
    @CsvSource({
        "dlq.replay-id, ''",
        "dlq.replay-id,",
        "dlq.route, nowhere",
        "dlq.route,",
        "__streams.errors.topic,",
        "__streams.errors.partition, x",
        "__streams.errors.offset,",
        "dlq.replays,",
        "dlq.original-timestamp, -1"
    })
    void shouldLeaveALetterOpenWhoseRecordByHandTheServiceRefuses(String header, @Nullable String text) {
        // Given
        StoredLetter replay = replay(7, 0, "ticket-42");
        replay.entry().headers().remove(header);
        if (text != null) {
            replay.entry().headers().add(header, text.getBytes(UTF_8));
        }

        // When
        states.replayed(replay);

        // Then
        assertThat(states.of(id(7, 0))).isEqualTo(LetterState.OPEN);
    }

    @Test
    void shouldKnowTheReceiptOfALateLife() {
        // Given a letter that died many times, and whose ids of earlier lives are known, too
        for (int replays = 1; replays <= 50; replays++) {
            states.died(letter(7, replays));
        }
        resolutions.take(mark(7, 50, Resolution.REPLAYED, ""));

        // When
        states.delivered(receipt(7, id(7, 50).toString()));

        // Then
        assertThat(states.of(id(7, 50))).isEqualTo(LetterState.DELIVERED);
    }

    @Test
    void shouldTakeNoReceiptOfTheFirstPublicationForTheEndOfAReplay() {
        // Given
        resolutions.take(mark(7, 0, Resolution.REPLAYED, ""));

        // When
        states.delivered(receipt(7, null));

        // Then
        assertThat(states.of(id(7, 0))).isEqualTo(LetterState.WAITING);
    }

    @Test
    void shouldLeaveALetterOpenThatWasRestoredAfterItsReplayByHand() {
        // Given
        resolutions.take(mark(7, 0, Resolution.OPEN, ""));

        // When
        states.replayed(replay(7, 0, "ticket-42"));

        // Then
        assertThat(states.of(id(7, 0))).isEqualTo(LetterState.OPEN);
    }

    @Test
    void shouldKeepTheStateOfEachOfManyLetters() {
        // Given
        LetterTable table = new LetterTable();
        for (int letter = 0; letter < 100_000; letter++) {
            table.put(id(letter, 0), STATES.get(letter % 7), letter, LATER.plusSeconds(letter));
        }

        // When
        table.set(id(50_000, 0), LetterState.DISCARDED);

        // Then
        assertThat(table.size()).isEqualTo(100_000);
        assertThat(table.state(id(50_000, 0))).isEqualTo(LetterState.DISCARDED);
        assertThat(table.run(id(50_000, 0))).isEqualTo(50_000);
        assertThat(table.at(id(99_999, 0))).isEqualTo(LATER.plusSeconds(99_999));
        assertThat(table.state(id(99_999, 0))).isEqualTo(STATES.get(99_999 % 7));
        assertThat(table.contains(id(100_000, 0))).isFalse();
    }

    private static UUID id(long origin, int replays) {
        return DeadLetterId.of("orders", 3, origin, replays);
    }

    private static StoredLetter letter(long origin, int replays) {
        return new StoredLetter(Letters.stored(origin, Letters.rejected(origin, replays, "No.")));
    }

    private static StoredLetter replay(long origin, int replays, String replayId) {
        return new StoredLetter(Letters.stored(
                origin,
                Letters.rejected(origin, replays, "No.")
                        .with(DeadLetterHeader.REPLAY_ID, replayId)
                        .headers()));
    }

    private static ConsumerRecord<byte[], byte[]> mark(long origin, int replays, String state, String outcome) {
        ProducerRecord<byte[], byte[]> entry = new Resolution(
                        id(origin, replays),
                        state,
                        outcome,
                        "run-1",
                        LATER,
                        "ada",
                        "because",
                        "2:40",
                        "orders/3/" + origin,
                        replays,
                        List.of())
                .toRecord("resolutions");
        return entry(entry.key(), entry.value());
    }

    @SuppressWarnings("NullAway") // a tombstone is a null value
    private static ConsumerRecord<byte[], byte[]> entry(byte[] key, byte @Nullable [] value) {
        return new ConsumerRecord<>("resolutions", 0, 0, key, value);
    }

    private static byte[] receipt(long origin, @Nullable String replayId) {
        return ("{\"batch\":\"behavioral-0-1\",\"requests\":[{\"status\":204}],\"items\":[{\"uuid\":\"u\",\"topic\":\"orders\","
                        + "\"partition\":3,\"offset\":" + origin
                        + (replayId == null ? "" : ",\"replayId\":\"" + replayId + "\"") + ",\"request\":0}]}")
                .getBytes(UTF_8);
    }
}
