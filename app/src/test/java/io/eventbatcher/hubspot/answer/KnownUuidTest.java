package io.eventbatcher.hubspot.answer;

import static io.eventbatcher.hubspot.answer.Answers.DEFAULTS;
import static io.eventbatcher.hubspot.answer.Answers.NOW;
import static io.eventbatcher.hubspot.answer.Answers.classifier;
import static io.eventbatcher.hubspot.answer.Answers.classify;
import static org.assertj.core.api.Assertions.assertThat;

import io.eventbatcher.config.AnswerSettings;
import io.eventbatcher.hubspot.Outcome;
import io.eventbatcher.route.Route;
import okhttp3.Headers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An event that HubSpot refuses because it has it. */
class KnownUuidTest {
    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            quoteCharacter = '\'',
            value = {
                "Event with uuid uuid-1 already exists for pe1_viewed, AlreadyAccepted",
                "EVENT WITH UUID UUID-1 ALREADY EXISTS, AlreadyAccepted",
                "Event with uuid uuid-2 already exists for pe1_viewed, Rejected",
                "Event with uuid uuid-11 already exists for pe1_viewed, Rejected",
                "Event with uuid 1-uuid-1 already exists for pe1_viewed, Rejected",
                "Event with uuid uuid-2 already exists for uuid-1, Rejected",
                "Event with uuid uuid-1 is no event, Rejected",
                "'', Rejected"
            })
    void shouldKnowAnEventThatWasAcceptedBefore(String message, String outcome) {
        // When
        Outcome byMessage = classify(Route.BEHAVIORAL, 400, "{\"message\":\"" + message + "\"}", "1");
        Outcome byError = classify(Route.BEHAVIORAL, 400, "{\"errors\":[{\"message\":\"" + message + "\"}]}", "1");

        // Then
        assertThat(byMessage.getClass().getSimpleName()).isEqualTo(outcome);
        assertThat(byError.getClass().getSimpleName()).isEqualTo(outcome);
    }

    @Test
    void shouldKnowOnlyASingleBehavioralEvent() {
        // Given
        String known = "{\"message\":\"Event with uuid uuid-1 already exists\"}";

        // When
        Outcome ofTwo = classify(Route.BEHAVIORAL, 400, known, "1", "2");
        Outcome ofMarketing = classify(Route.MARKETING_UPDATE, 400, known, "1");
        Outcome unprocessable = classify(Route.BEHAVIORAL, 422, known, "1");

        // Then
        assertThat(ofTwo).isInstanceOf(Outcome.Split.class);
        assertThat(ofMarketing).isInstanceOf(Outcome.Rejected.class);
        assertThat(unprocessable).isInstanceOf(Outcome.Rejected.class);
    }

    /** Backtracking, it would take longer than anybody waits. */
    @Test
    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void shouldNotBeHeldUpByAPatternThatBacktracks() {
        // Given
        Classifier careless = classifier(
                new AnswerSettings(
                        "(.*a){20}b uuid-1",
                        DEFAULTS.undefinedNamePattern(),
                        DEFAULTS.accountTimeZone(),
                        DEFAULTS.expireAfter()),
                NOW);
        String message = "{\"message\":\"" + "a".repeat(100_000) + "\"}";

        // When
        Outcome outcome = classify(careless, Route.BEHAVIORAL, 400, message, Headers.of(), "1");

        // Then
        assertThat(outcome).isInstanceOf(Outcome.Rejected.class);
    }
}
