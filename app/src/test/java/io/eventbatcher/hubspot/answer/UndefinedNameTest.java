package io.eventbatcher.hubspot.answer;

import static io.eventbatcher.hubspot.answer.Answers.CLASSIFIER;
import static io.eventbatcher.hubspot.answer.Answers.TOOK;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.eventbatcher.hubspot.HubSpotRequest;
import io.eventbatcher.hubspot.InputResult;
import io.eventbatcher.hubspot.Outcome;
import io.eventbatcher.hubspot.RejectionKind;
import io.eventbatcher.hubspot.RequestInput;
import io.eventbatcher.route.Route;
import java.io.OutputStream;
import java.util.List;
import java.util.stream.Stream;
import okhttp3.Headers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An event name that the account does not define. */
class UndefinedNameTest {
    private static final String SAYS = "Event with fully qualified name pe1_a does not exist";

    private record Named(String eventName) implements RequestInput {
        @Override
        public int length() {
            return 0;
        }

        @Override
        public void writeTo(OutputStream target) {}

        @Override
        public String identity() {
            return "";
        }

        @Override
        public String uuid() {
            return "";
        }
    }

    private static Outcome answer(Route route, int status, String message, String... names) {
        List<RequestInput> inputs =
                Stream.of(names).<RequestInput>map(Named::new).toList();
        Answer answer = new Answer(status, Headers.of(), ("{\"message\":\"" + message + "\"}").getBytes(UTF_8), TOOK);
        return CLASSIFIER.classify(new HubSpotRequest(route, 0, inputs, "batch-1", 1), answer);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 409, 422})
    void shouldJudgeAllEventsOfARequestThatHasThatNameOnly(int status) {
        // When
        Outcome outcome = answer(Route.BEHAVIORAL, status, "inputs[0].eventName: " + SAYS, "pe1_a", "pe1_a", "pe1_a");

        // Then
        assertThat(outcome).isInstanceOf(Outcome.PartlyDelivered.class);
        assertThat(((Outcome.PartlyDelivered) outcome).results())
                .hasSize(3)
                .allSatisfy(result ->
                        assertThat(((InputResult.Refused) result).refusal()).isEqualTo(RejectionKind.UNDEFINED_NAME));
        assertThat(outcome.showsAcceptance()).isFalse();
    }

    @Test
    void shouldSayWhyASingleEventIsRejected() {
        // When
        Outcome outcome = answer(Route.BEHAVIORAL, 400, SAYS, "pe1_a");

        // Then
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.Rejected.class,
                        rejected -> assertThat(rejected.refusal()).isEqualTo(RejectionKind.UNDEFINED_NAME));
    }

    @Test
    void shouldOnlyNameTheNameWhereOthersTravelAlong() {
        // When
        Outcome outcome = answer(Route.BEHAVIORAL, 400, SAYS, "pe1_b", "pe1_a");

        // Then
        assertThat(outcome).isInstanceOfSatisfying(Outcome.Split.class, split -> {
            assertThat(split.naming().undefinedName()).isEqualTo("pe1_a");
            assertThat(split.naming().texts()).containsExactly(SAYS);
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Event with fully qualified name pe1_a_b does not exist",
                "Event with fully qualified name xpe1_a does not exist",
                "Event pe1_a has no such property",
                ""
            })
    void shouldJudgeNobodyByAnyOtherMessage(String message) {
        // When
        Outcome outcome = answer(Route.BEHAVIORAL, 400, message, "pe1_a", "pe1_a");

        // Then
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.Split.class,
                        split -> assertThat(split.naming().undefinedName()).isNull());
    }

    @Test
    void shouldJudgeNobodyOnARouteWithoutEventNames() {
        // When
        Outcome outcome = answer(Route.MARKETING_UPSERT, 400, SAYS, "pe1_a", "pe1_a");

        // Then
        assertThat(outcome).isInstanceOf(Outcome.Split.class);
    }
}
