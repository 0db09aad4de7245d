package io.eventbatcher.delivery.dispatch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.eventbatcher.deadletter.DeadLetter;
import io.eventbatcher.deadletter.DeadLetterHeader;
import io.eventbatcher.delivery.Bench;
import io.eventbatcher.delivery.lane.Lane;
import io.eventbatcher.hubspot.Facts;
import io.eventbatcher.hubspot.InputResult;
import io.eventbatcher.hubspot.Outcome;
import io.eventbatcher.ledger.Tally;
import io.eventbatcher.route.Route;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class UnconfirmedTest {
    private static final Duration LONG = Duration.ofMinutes(5);
    private static final Facts COMPLETE = new Facts(200, null, null, "c-200", Duration.ofMillis(5));

    private final Bench bench = new Bench();
    private final Lane lane = bench.lane(Route.MARKETING_UPDATE, 1);

    /** Proves nothing about inputs with the text, and takes the rest. */
    private void silentAbout(String text) {
        bench.hubSpot.answer(inputs -> {
            if (inputs.stream().noneMatch(json -> json.contains(text))) {
                return new Outcome.Delivered(COMPLETE);
            }
            if (inputs.size() == 1) {
                return new Outcome.Unproven(COMPLETE);
            }
            return new Outcome.PartlyDelivered(
                    COMPLETE,
                    inputs.stream()
                            .<InputResult>map(
                                    json -> json.contains(text) ? new InputResult.Unproven() : new InputResult.Proven())
                            .toList());
        });
    }

    @Test
    void shouldGiveUpAnEventOnlyAfterASecondTryAlone() {
        // Given
        bench.put(lane, Bench.event("a"), Bench.event("silent"), Bench.event("b"));
        silentAbout("silent");

        // When
        bench.run(LONG);

        // Then
        assertThat(bench.hubSpot.requests)
                .containsExactly(
                        List.of("{\"n\":\"a\"}", "{\"n\":\"silent\"}", "{\"n\":\"b\"}"),
                        List.of("{\"n\":\"silent\"}"),
                        List.of("{\"n\":\"silent\"}"));
        assertThat(bench.total()).isEqualTo(new Tally(3, 2, 0, 1));
        DeadLetter letter = bench.deadLetters().get(0);
        assertThat(letter.source().value()).isEqualTo("value of silent".getBytes(UTF_8));
        assertThat(DeadLetterHeader.REASON.in(letter.headers())).hasValue("unconfirmed");
        assertThat(DeadLetterHeader.HTTP_STATUS.in(letter.headers())).hasValue("200");
        assertThat(DeadLetterHeader.HUBSPOT_CORRELATION_ID.in(letter.headers())).hasValue("c-200");
        assertThat(DeadLetterHeader.ATTEMPTS.in(letter.headers())).hasValue("3");
        assertThat(DeadLetterHeader.ERRORS_MESSAGE.in(letter.headers()))
                .hasValueSatisfying(message -> assertThat(message).contains("without a word about this event"));
    }

    @Test
    void shouldDeliverWhatIsProvenTheSecondTime() {
        // Given
        bench.put(lane, Bench.event("silent"));
        silentAbout("silent");
        bench.run();

        // When
        silentAbout("nobody");
        bench.run(LONG);

        // Then
        assertThat(bench.total()).isEqualTo(new Tally(1, 1, 0, 0));
    }

    @Test
    void shouldUnmergeBeforeItGivesUp() {
        // Given
        bench.put(
                lane,
                Bench.event("a1", "A", "{\"objectId\":\"A\",\"x\":1}"),
                Bench.event("a2", "A", "{\"objectId\":\"A\",\"silent\":1}"),
                Bench.event("a3", "A", "{\"objectId\":\"A\",\"x\":3}"));
        silentAbout("silent");

        // When
        bench.run(LONG);

        // Then
        String merged = "{\"objectId\":\"A\",\"x\":3,\"silent\":1}";
        assertThat(bench.hubSpot.requests)
                .containsExactly(
                        List.of(merged),
                        List.of(merged),
                        List.of("{\"objectId\":\"A\",\"x\":1}"),
                        List.of("{\"objectId\":\"A\",\"silent\":1}"),
                        List.of("{\"objectId\":\"A\",\"silent\":1}"),
                        List.of("{\"objectId\":\"A\",\"x\":3}"));
        assertThat(bench.total()).isEqualTo(new Tally(3, 2, 0, 1));
    }
}
