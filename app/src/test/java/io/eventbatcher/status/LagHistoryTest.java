package io.eventbatcher.status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.eventbatcher.control.LaneCause;
import io.eventbatcher.delivery.VirtualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.LongUnaryOperator;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class LagHistoryTest {
    private static final TopicPartition PARTITION = new TopicPartition("t", 0);

    private final VirtualTime time = new VirtualTime();
    private final LagHistory history = new LagHistory(time);
    private final Instant start = time.instant();

    private Map<String, LaneCause> after(Duration passing, LongUnaryOperator readable, LongUnaryOperator end) {
        Map<String, LaneCause> causes = Map.of();
        for (long second = 0; second <= passing.toSeconds(); second += 5) {
            causes = history.add(
                    Map.of(PARTITION, new Position(100, readable.applyAsLong(second), end.applyAsLong(second))));
            time.advance(Duration.ofSeconds(5));
        }
        return causes;
    }

    @Test
    void shouldNameALagThatGrows() {
        // When
        Map<String, LaneCause> causes = after(Duration.ofMinutes(2), second -> 100 + second * 50, second -> 10_000);

        // Then
        assertThat(causes.values()).singleElement().satisfies(cause -> {
            assertThat(cause.state()).isEqualTo("growing");
            assertThat(cause.reason())
                    .isEqualTo("The lag of t grew from 0 to 6,000 records in 120 s: more is written than read.");
            assertThat(cause.since()).isEqualTo(start);
        });
    }

    @Test
    void shouldNotNameALagThatStaysOrIsSmall() {
        // When
        Map<String, LaneCause> steady = after(Duration.ofMinutes(4), second -> 5_000, second -> 5_000);
        Map<String, LaneCause> small = new LagHistory(time).add(Map.of(PARTITION, new Position(100, 900, 900)));

        // Then
        assertThat(steady).isEmpty();
        assertThat(small).isEmpty();
    }

    @Test
    void shouldNameATransactionThatStaysOpen() {
        // When
        Map<String, LaneCause> causes = after(Duration.ofMinutes(2), second -> 164, second -> 200 + second);

        // Then
        assertThat(causes.values())
                .extracting(LaneCause::state, LaneCause::reason)
                .containsExactly(
                        tuple(
                                "blocked",
                                "A transaction in t-0 has been open at offset 164 for 120 s, and hides all records behind it."));
    }

    @Test
    void shouldNotTakeAnOutageForATransactionThatStaysOpen() {
        // Given
        after(Duration.ofMinutes(1), second -> 2_000, second -> 2_100);

        time.advance(Duration.ofMinutes(5));

        // When
        Map<String, LaneCause> causes = after(Duration.ofMinutes(1), second -> 2_000, second -> 2_100);

        // Then
        assertThat(causes).isEmpty();
    }

    @Test
    void shouldNotNameTransactionsThatEnd() {
        // When
        Map<String, LaneCause> causes = after(Duration.ofMinutes(4), second -> 164 + second, second -> 400 + second);

        // Then
        assertThat(causes).isEmpty();
    }
}
