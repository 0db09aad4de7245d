package io.eventbatcher.replay.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.eventbatcher.batching.Flow;
import io.eventbatcher.deadletter.DeadLetterHeader;
import io.eventbatcher.replay.event.FieldEdits;
import io.eventbatcher.replay.letter.LetterFilter;
import io.eventbatcher.replay.letter.LetterState;
import io.eventbatcher.replay.letter.StoredLetter;
import io.eventbatcher.replay.plan.Exclusion;
import io.eventbatcher.replay.plan.ReplayOrder;
import io.eventbatcher.replay.plan.ReplayPlan;
import io.eventbatcher.replay.plan.RunTerms;
import io.eventbatcher.replay.plan.Screening;
import io.eventbatcher.replay.plan.StaleGuard;
import io.eventbatcher.replay.plan.Untold;
import io.eventbatcher.replay.resolution.ReplayRun;
import io.eventbatcher.route.Route;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A letter that dies at each replay, between the code that makes replays and the topology that buries them. */
class FiftyLivesTest {
    private static final int REPLAYS = 50;
    private static final byte[] VALUE = {9};

    @Test
    void shouldNotGrowALetterWithItsLives(@TempDir Path stateDir) {
        // Given a record that nobody can decode, with a header like one of ours
        ReplayOrder order = ReplayOrder.of("ada", "", LetterFilter.ALL).withMaxReplays(REPLAYS);
        try (Flow flow = new Flow(stateDir, "");
                Screening screening = new Screening(flow.settings, order);
                ReplayRecords records = new ReplayRecords(flow.settings, run(order), FieldEdits.NONE, screening, 1)) {
            Headers producers = new RecordHeaders()
                    .add("trace", new byte[] {-1})
                    .add(DeadLetterHeader.REASON.key(), "of the producer".getBytes(UTF_8))
                    .add("trace", new byte[] {0});
            flow.send(Route.BEHAVIORAL, new TestRecord<>(new byte[] {1}, VALUE, producers, Instant.EPOCH));
            List<StoredLetter> lives = new ArrayList<>(buried(flow));

            // When
            List<Optional<Exclusion>> leftOut = new ArrayList<>();
            for (int life = 0; life < REPLAYS; life++) {
                StoredLetter letter = lives.get(life);
                leftOut.add(screening.judge(letter, LetterState.OPEN));
                ProducerRecord<byte[], byte[]> replay = records.of(letter).orElseThrow();
                flow.replay(replay.value(), replay.headers());
                lives.addAll(buried(flow));
            }

            // Then
            assertThat(leftOut).containsOnly(Optional.empty());
            assertThat(screening.judge(lives.get(REPLAYS), LetterState.OPEN)).hasValue(Exclusion.REPLAY_LIMIT);
            assertThat(lives).hasSize(REPLAYS + 1).allSatisfy(life -> {
                assertThat(life.entry().value()).isEqualTo(VALUE);
                assertThat(names(life)).isEqualTo(names(lives.get(0)));
            });
            assertThat(lives).extracting(StoredLetter::id).doesNotHaveDuplicates();
            // the count of replays has one digit more
            assertThat(bytes(lives.get(REPLAYS))).isEqualTo(bytes(lives.get(1)) + 1);
        }
    }

    private static ReplayRun run(ReplayOrder order) {
        ReplayPlan plan = new ReplayPlan(
                order,
                "",
                List.of(),
                List.of(),
                Map.of(),
                Map.of(),
                Set.of(Route.BEHAVIORAL),
                1,
                StaleGuard.NONE,
                Untold.NONE);
        return RunTerms.begun(ReplayRunner.newId(Instant.EPOCH, new UUID(1, 2)), plan, Map.of(), Instant.EPOCH);
    }

    private static List<StoredLetter> buried(Flow flow) {
        return flow.deadLetters().stream().map(FiftyLivesTest::letter).toList();
    }

    private static StoredLetter letter(TestRecord<byte[], byte[]> dead) {
        return new StoredLetter(new ConsumerRecord<>(
                "dead-letters",
                0,
                0,
                dead.timestamp(),
                TimestampType.CREATE_TIME,
                dead.key().length,
                dead.value().length,
                dead.key(),
                dead.value(),
                dead.headers(),
                Optional.empty()));
    }

    private static List<String> names(StoredLetter letter) {
        return headers(letter).map(Header::key).toList();
    }

    private static int bytes(StoredLetter letter) {
        return headers(letter)
                .mapToInt(header -> header.key().length() + header.value().length)
                .sum();
    }

    private static Stream<Header> headers(StoredLetter letter) {
        return Stream.of(letter.entry().headers().toArray());
    }
}
