package io.eventbatcher.sandbox.torture.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventbatcher.sandbox.simulator.api.Endpoint;
import io.eventbatcher.sandbox.simulator.api.TakenInput;
import io.eventbatcher.sandbox.simulator.faults.Effect;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class RequestFaultsTest {
    private static final List<TakenInput> CHANGE = List.of(new TakenInput("1", Map.of("member_1", "1")));
    private static final List<TakenInput> EVENT = List.of(new TakenInput("uuid", Map.of()));

    private static final TakenInput SILENT = new TakenInput("silent", Map.of());
    private static final Predicate<String> LEFT_OUT = "silent"::equals;

    private final Clock clock = Clock.fixed(Instant.parse("2026-11-21T12:00:00Z"), ZoneOffset.UTC);
    private final FaultCounts tallies = new FaultCounts();

    @Test
    void shouldDrawTheSameForTheSameSeedAndRequest() {
        // When
        List<Effect> once = draws(storm(7));
        List<Effect> again = draws(storm(7));

        // Then
        assertThat(again).isEqualTo(once).isNotEqualTo(draws(storm(8)));
        assertThat(once.stream().filter(effect -> !(effect instanceof Effect.None)))
                .hasSizeBetween(15, 90);
    }

    @Test
    void shouldLeaveAnEventUnprovenOnlyOnce() {
        // Given
        RequestFaults storm = new RequestFaults(7, 0, List.of(), LEFT_OUT, tallies, clock);
        storm.burst(ApiFault.EMPTY_MULTI_STATUS, Optional.empty(), 1, Duration.ofSeconds(1));

        // When
        Effect first = storm.draw(1, Endpoint.MARKETING_UPDATE, CHANGE);
        Effect second = storm.draw(2, Endpoint.MARKETING_UPDATE, CHANGE);

        // Then
        assertThat(first).isInstanceOf(Effect.EmptyMultiStatus.class);
        assertThat(second).isInstanceOf(Effect.None.class);
        assertThat(tallies.counts()).containsEntry("207-without-errors", 1L);
    }

    @Test
    void shouldFailOnAnEventAloneOnlyOnceAndAmongOthersAtAnyTime() {
        // Given
        RequestFaults storm = new RequestFaults(7, 0, List.of(), LEFT_OUT, tallies, clock);
        storm.burst(ApiFault.SERVER_ERROR, Optional.empty(), 1, Duration.ofSeconds(1));
        List<TakenInput> both = List.of(CHANGE.get(0), SILENT);

        // When
        List<Effect> effects = List.of(
                storm.draw(1, Endpoint.MARKETING_UPSERT, both),
                storm.draw(2, Endpoint.MARKETING_UPSERT, CHANGE),
                storm.draw(3, Endpoint.MARKETING_UPSERT, CHANGE),
                storm.draw(4, Endpoint.MARKETING_UPSERT, both));

        // Then
        Effect failure = new Effect.Answer(500);
        assertThat(effects).containsExactly(failure, failure, new Effect.None(), failure);
    }

    @Test
    void shouldSpareOtherEndpoints() {
        // Given
        RequestFaults storm = new RequestFaults(7, 0, List.of(), LEFT_OUT, tallies, clock);
        storm.burst(ApiFault.SERVER_ERROR, Optional.of(Endpoint.MARKETING_UPDATE), 1, Duration.ofSeconds(1));

        // When
        Effect effect = storm.draw(1, Endpoint.BEHAVIORAL, EVENT);

        // Then
        assertThat(effect).isInstanceOf(Effect.None.class);
    }

    @Test
    void shouldBeOverWhenItCalmsDown() {
        // Given
        RequestFaults storm = new RequestFaults(7, 1, List.of(ApiFault.SERVER_ERROR), LEFT_OUT, tallies, clock);

        // When
        storm.calmDown();

        // Then
        assertThat(draws(storm)).allMatch(Effect.None.class::isInstance);
    }

    @Test
    void shouldLeaveOutWhatIsNeverToBeProvenThoughItIsCalm() {
        // Given
        RequestFaults storm = storm(7);
        storm.calmDown();

        // When
        Effect effect = storm.draw(1, Endpoint.MARKETING_UPDATE, List.of(CHANGE.get(0), SILENT));

        // Then
        assertThat(effect).isEqualTo(new Effect.LeftOut("silent"));
    }

    private RequestFaults storm(long seed) {
        return new RequestFaults(seed, 0.05, List.of(ApiFault.RESET_AFTER, ApiFault.LOCKED), LEFT_OUT, tallies, clock);
    }

    private static List<Effect> draws(RequestFaults storm) {
        return LongStream.rangeClosed(1, 1_000)
                .mapToObj(number -> storm.draw(number, Endpoint.BEHAVIORAL, EVENT))
                .toList();
    }
}
