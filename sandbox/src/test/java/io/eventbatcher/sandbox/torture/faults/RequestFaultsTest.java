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
    private final FaultCounts counts = new FaultCounts();

    @Test
    void shouldDrawTheSameForTheSameSeedAndRequest() {
        // When
        List<Effect> once = draws(requestFaults(7));
        List<Effect> again = draws(requestFaults(7));

        // Then
        assertThat(again).isEqualTo(once).isNotEqualTo(draws(requestFaults(8)));
        assertThat(once.stream().filter(effect -> !(effect instanceof Effect.None)))
                .hasSizeBetween(15, 90);
    }

    @Test
    void shouldLeaveAnEventUnprovenOnlyOnce() {
        // Given
        RequestFaults requestFaults = new RequestFaults(7, 0, List.of(), LEFT_OUT, counts, clock);
        requestFaults.burst(ApiFault.EMPTY_MULTI_STATUS, Optional.empty(), 1, Duration.ofSeconds(1));

        // When
        Effect first = requestFaults.draw(1, Endpoint.MARKETING_UPDATE, CHANGE);
        Effect second = requestFaults.draw(2, Endpoint.MARKETING_UPDATE, CHANGE);

        // Then
        assertThat(first).isInstanceOf(Effect.EmptyMultiStatus.class);
        assertThat(second).isInstanceOf(Effect.None.class);
        assertThat(counts.counts()).containsEntry("207-without-errors", 1L);
    }

    @Test
    void shouldAnswerAConflictToSeveralInputsOnly() {
        // Given
        RequestFaults requestFaults = new RequestFaults(7, 0, List.of(), LEFT_OUT, counts, clock);
        requestFaults.burst(ApiFault.CONFLICT, Optional.empty(), 1, Duration.ofSeconds(1));

        // When
        Effect alone = requestFaults.draw(1, Endpoint.BEHAVIORAL, EVENT);
        Effect together =
                requestFaults.draw(2, Endpoint.BEHAVIORAL, List.of(EVENT.get(0), new TakenInput("other", Map.of())));

        // Then
        assertThat(alone).isInstanceOf(Effect.None.class);
        assertThat(together).isEqualTo(Effect.Answer.conflict());
    }

    @Test
    void shouldFailOnAnEventAloneOnlyOnceAndAmongOthersAtAnyTime() {
        // Given
        RequestFaults requestFaults = new RequestFaults(7, 0, List.of(), LEFT_OUT, counts, clock);
        requestFaults.burst(ApiFault.SERVER_ERROR, Optional.empty(), 1, Duration.ofSeconds(1));
        List<TakenInput> both = List.of(CHANGE.get(0), SILENT);

        // When
        List<Effect> effects = List.of(
                requestFaults.draw(1, Endpoint.MARKETING_UPSERT, both),
                requestFaults.draw(2, Endpoint.MARKETING_UPSERT, CHANGE),
                requestFaults.draw(3, Endpoint.MARKETING_UPSERT, CHANGE),
                requestFaults.draw(4, Endpoint.MARKETING_UPSERT, both));

        // Then
        Effect failure = new Effect.Answer(500);
        assertThat(effects).containsExactly(failure, failure, new Effect.None(), failure);
    }

    @Test
    void shouldSpareOtherEndpoints() {
        // Given
        RequestFaults requestFaults = new RequestFaults(7, 0, List.of(), LEFT_OUT, counts, clock);
        requestFaults.burst(ApiFault.SERVER_ERROR, Optional.of(Endpoint.MARKETING_UPDATE), 1, Duration.ofSeconds(1));

        // When
        Effect effect = requestFaults.draw(1, Endpoint.BEHAVIORAL, EVENT);

        // Then
        assertThat(effect).isInstanceOf(Effect.None.class);
    }

    @Test
    void shouldBeOverWhenItCalmsDown() {
        // Given
        RequestFaults requestFaults = new RequestFaults(7, 1, List.of(ApiFault.SERVER_ERROR), LEFT_OUT, counts, clock);

        // When
        requestFaults.calmDown();

        // Then
        assertThat(draws(requestFaults)).allMatch(Effect.None.class::isInstance);
    }

    @Test
    void shouldLeaveOutWhatIsNeverToBeProvenThoughItIsCalm() {
        // Given
        RequestFaults requestFaults = requestFaults(7);
        requestFaults.calmDown();

        // When
        Effect effect = requestFaults.draw(1, Endpoint.MARKETING_UPDATE, List.of(CHANGE.get(0), SILENT));

        // Then
        assertThat(effect).isEqualTo(new Effect.LeftOut("silent"));
    }

    private RequestFaults requestFaults(long seed) {
        return new RequestFaults(seed, 0.05, List.of(ApiFault.RESET_AFTER, ApiFault.LOCKED), LEFT_OUT, counts, clock);
    }

    private static List<Effect> draws(RequestFaults requestFaults) {
        return LongStream.rangeClosed(1, 1_000)
                .mapToObj(number -> requestFaults.draw(number, Endpoint.BEHAVIORAL, EVENT))
                .toList();
    }
}
