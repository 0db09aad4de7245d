package io.eventbatcher.ingest.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventbatcher.fixtures.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.SchemaBuilder;
import org.junit.jupiter.api.Test;

class PendingLookupsTest {
    private static final SchemaId ID = new SchemaId.Id(7);
    private static final SchemaAnswer FOUND =
            new SchemaAnswer.Found(SchemaBuilder.record("A").fields().endRecord());
    private static final SchemaAnswer DENIED = new SchemaAnswer.Unknown();
    private static final SchemaAnswer SILENT = new SchemaAnswer.NoAnswer("down");
    private static final Duration GRACE = Duration.ofSeconds(60);
    private static final Duration RETRY = Duration.ofSeconds(2);

    private final Map<SchemaId, SchemaAnswer> answers = new HashMap<>();
    private final List<SchemaId> asked = new ArrayList<>();
    private final ManualClock clock = new ManualClock(Instant.parse("2026-11-21T10:00:00Z"), ZoneOffset.UTC);
    private final RegistryLog log = new RegistryLog(clock);
    private final PendingLookups lookups = new PendingLookups(
            id -> {
                asked.add(id);
                return answers.getOrDefault(id, SILENT);
            },
            new ProbePolicy(GRACE, RETRY),
            clock,
            log);

    @Test
    void shouldAskOnceForASchemaAndRememberItForGood() {
        // Given
        answers.put(ID, FOUND);
        SchemaAnswer atFirst = lookups.find(ID);

        // When
        lookups.askDue();
        pass(Duration.ofDays(1));
        lookups.askDue();

        // Then
        assertThat(atFirst).isInstanceOf(SchemaAnswer.NoAnswer.class);
        assertThat(lookups.find(ID)).isSameAs(FOUND);
        assertThat(asked).containsExactly(ID);
    }

    @Test
    void shouldAskAgainUntilThereIsAnAnswer() {
        // Given
        lookups.find(ID);
        for (int hour = 0; hour < 3; hour++) {
            lookups.askDue();
            pass(Duration.ofHours(1));
        }
        SchemaAnswer meanwhile = lookups.find(ID);
        Optional<String> trouble = log.trouble();

        // When
        answers.put(ID, FOUND);
        lookups.askDue();

        // Then
        assertThat(meanwhile).isInstanceOf(SchemaAnswer.NoAnswer.class);
        assertThat(trouble).hasValue("down");
        assertThat(lookups.find(ID)).isSameAs(FOUND);
        assertThat(log.trouble()).isEmpty();
    }

    @Test
    void shouldNotBelieveADenialBeforeTheGraceIsOver() {
        // Given
        answers.put(ID, DENIED);
        lookups.find(ID);
        lookups.askDue();

        // When
        pass(GRACE.minusMillis(1));
        lookups.askDue();

        // Then
        assertThat(lookups.find(ID)).isInstanceOf(SchemaAnswer.NoAnswer.class);
        answers.put(ID, FOUND);
        pass(GRACE);
        lookups.askDue();
        assertThat(lookups.find(ID)).isSameAs(FOUND);
    }

    @Test
    void shouldNotBelieveADenialThatWasNotRepeated() {
        // Given one denial, and then silence over the whole grace
        answers.put(ID, DENIED);
        lookups.find(ID);
        lookups.askDue();
        answers.remove(ID);

        // When
        pass(GRACE.multipliedBy(2));
        lookups.askDue();

        // Then
        assertThat(lookups.find(ID)).isInstanceOf(SchemaAnswer.NoAnswer.class);
    }

    @Test
    void shouldBelieveADenialThatWasRepeatedOverTheGrace() {
        // Given
        deny();

        // When
        SchemaAnswer answer = lookups.find(ID);

        // Then
        assertThat(answer).isInstanceOf(SchemaAnswer.Unknown.class);
        assertThat(asked).hasSizeBetween(2, 6);
    }

    @Test
    void shouldTakeBackADenialWhenTheSchemaIsRegisteredAfterAll() {
        // Given
        deny();
        answers.put(ID, FOUND);

        // When
        pass(GRACE.plusSeconds(1));
        assertThat(lookups.find(ID)).isInstanceOf(SchemaAnswer.Unknown.class);
        lookups.askDue();

        // Then
        assertThat(lookups.find(ID)).isSameAs(FOUND);
    }

    @Test
    void shouldLeaveARegistryThatIsDownAlone() {
        // Given
        for (int i = 0; i < 1_000; i++) {
            lookups.find(new SchemaId.Id(i));
        }

        // When
        Duration rest = lookups.askDue();

        // Then
        assertThat(asked).hasSize(3);
        assertThat(rest).isEqualTo(RETRY);
    }

    @Test
    void shouldGoOnAskingWhenTheClockIsSetBack() {
        // Given
        lookups.find(ID);
        lookups.askDue();
        clock.step(Duration.ofHours(-1));
        pass(RETRY);
        answers.put(ID, FOUND);

        // When
        lookups.askDue();

        // Then
        assertThat(lookups.find(ID)).isSameAs(FOUND);
    }

    @Test
    void shouldNotLetIdsWithoutAnAnswerKeepOthersWaiting() {
        // Given three ids about which the registry fails, and one that was looked up later
        for (int i = 0; i < 3; i++) {
            lookups.find(new SchemaId.Id(i));
            pass(Duration.ofMillis(1));
        }
        answers.put(ID, FOUND);
        lookups.find(ID);

        // When
        lookups.askDue();
        pass(RETRY);
        lookups.askDue();

        // Then
        assertThat(lookups.find(ID)).isSameAs(FOUND);
    }

    @Test
    void shouldNotFillTheMemoryWithIdsThatNobodyKnows() {
        // Given
        for (int i = 0; i < 50_000; i++) {
            SchemaId made = new SchemaId.Id(i);
            answers.put(made, DENIED);
            lookups.find(made);
        }

        // When
        lookups.askDue();

        // Then
        assertThat(asked).hasSize(10_000);
    }

    private void deny() {
        answers.put(ID, DENIED);
        lookups.find(ID);
        for (int quarter = 0; quarter <= 4; quarter++) {
            lookups.askDue();
            pass(GRACE.dividedBy(4));
        }
    }

    private void pass(Duration time) {
        clock.advance(time);
    }
}
