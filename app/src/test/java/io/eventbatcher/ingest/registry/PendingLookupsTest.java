package io.eventbatcher.ingest.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
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
    private Instant now = Instant.parse("2026-11-21T10:00:00Z");
    private final RegistryLog troubles = new RegistryLog(() -> now);
    private final PendingLookups inquiries = new PendingLookups(
            id -> {
                asked.add(id);
                return answers.getOrDefault(id, SILENT);
            },
            new ProbePolicy(GRACE, RETRY),
            () -> now,
            troubles);

    @Test
    void shouldAskOnceForASchemaAndRememberItForGood() {
        // Given
        answers.put(ID, FOUND);
        SchemaAnswer atFirst = inquiries.find(ID);

        // When
        inquiries.turn();
        pass(Duration.ofDays(1));
        inquiries.turn();

        // Then
        assertThat(atFirst).isInstanceOf(SchemaAnswer.NoAnswer.class);
        assertThat(inquiries.find(ID)).isSameAs(FOUND);
        assertThat(asked).containsExactly(ID);
    }

    @Test
    void shouldAskAgainUntilThereIsAnAnswer() {
        // Given
        inquiries.find(ID);
        for (int hour = 0; hour < 3; hour++) {
            inquiries.turn();
            pass(Duration.ofHours(1));
        }
        SchemaAnswer meanwhile = inquiries.find(ID);
        Optional<String> trouble = troubles.current();

        // When
        answers.put(ID, FOUND);
        inquiries.turn();

        // Then
        assertThat(meanwhile).isInstanceOf(SchemaAnswer.NoAnswer.class);
        assertThat(trouble).hasValue("down");
        assertThat(inquiries.find(ID)).isSameAs(FOUND);
        assertThat(troubles.current()).isEmpty();
    }

    @Test
    void shouldNotBelieveADenialBeforeTheGraceIsOver() {
        // Given
        answers.put(ID, DENIED);
        inquiries.find(ID);
        inquiries.turn();

        // When
        pass(GRACE.minusMillis(1));
        inquiries.turn();

        // Then
        assertThat(inquiries.find(ID)).isInstanceOf(SchemaAnswer.NoAnswer.class);
        answers.put(ID, FOUND);
        pass(GRACE);
        inquiries.turn();
        assertThat(inquiries.find(ID)).isSameAs(FOUND);
    }

    @Test
    void shouldNotBelieveADenialThatWasNotRepeated() {
        // Given one denial, and then silence over the whole grace
        answers.put(ID, DENIED);
        inquiries.find(ID);
        inquiries.turn();
        answers.remove(ID);

        // When
        pass(GRACE.multipliedBy(2));
        inquiries.turn();

        // Then
        assertThat(inquiries.find(ID)).isInstanceOf(SchemaAnswer.NoAnswer.class);
    }

    @Test
    void shouldBelieveADenialThatWasRepeatedOverTheGrace() {
        // Given
        deny();

        // When
        SchemaAnswer answer = inquiries.find(ID);

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
        assertThat(inquiries.find(ID)).isInstanceOf(SchemaAnswer.Unknown.class);
        inquiries.turn();

        // Then
        assertThat(inquiries.find(ID)).isSameAs(FOUND);
    }

    @Test
    void shouldLeaveARegistryThatIsDownAlone() {
        // Given
        for (int i = 0; i < 1_000; i++) {
            inquiries.find(new SchemaId.Id(i));
        }

        // When
        Duration rest = inquiries.turn();

        // Then
        assertThat(asked).hasSize(3);
        assertThat(rest).isEqualTo(RETRY);
    }

    @Test
    void shouldNotFillTheMemoryWithIdsThatNobodyKnows() {
        // Given
        for (int i = 0; i < 50_000; i++) {
            SchemaId made = new SchemaId.Id(i);
            answers.put(made, DENIED);
            inquiries.find(made);
        }

        // When
        inquiries.turn();

        // Then
        assertThat(asked).hasSize(10_000);
    }

    private void deny() {
        answers.put(ID, DENIED);
        inquiries.find(ID);
        for (int quarter = 0; quarter <= 4; quarter++) {
            inquiries.turn();
            pass(GRACE.dividedBy(4));
        }
    }

    private void pass(Duration time) {
        now = now.plus(time);
    }
}
