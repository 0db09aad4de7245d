package io.eventbatcher.hubspot.answer;

import static io.eventbatcher.hubspot.answer.Answers.HTML;
import static io.eventbatcher.hubspot.answer.Answers.NOTHING_DONE;
import static io.eventbatcher.hubspot.answer.Answers.TOOK;
import static io.eventbatcher.hubspot.answer.Answers.VALIDATION;
import static io.eventbatcher.hubspot.answer.Answers.classify;
import static io.eventbatcher.hubspot.answer.Answers.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.eventbatcher.hubspot.Facts;
import io.eventbatcher.hubspot.InputResult;
import io.eventbatcher.hubspot.Outcome;
import io.eventbatcher.route.Route;
import okhttp3.Headers;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What operators are told of an answer. */
class FactsTest {
    @Test
    void shouldSayThatASuccessProvesNothing() {
        // When
        Outcome outcome = classify(Route.MARKETING_UPDATE, 200, HTML, "1");

        // Then
        assertThat(outcome.facts().describe()).isEqualTo("200: That proves nothing about the events sent.");
    }

    @Test
    void shouldRepeatAnErrorThatNamesNobody() {
        // Given
        String body = with(NOTHING_DONE, "\"errors\":[{\"category\":\"ODD\",\"message\":\"went wrong\"}]");

        // When
        Outcome outcome = classify(Route.MARKETING_UPSERT, 200, body, "1");

        // Then
        assertThat(((Outcome.PartlyDelivered) outcome).results())
                .singleElement()
                .isInstanceOfSatisfying(
                        InputResult.Refused.class,
                        refused -> assertThat(refused.facts().describe()).isEqualTo("200 ODD: went wrong."));
    }

    @ParameterizedTest
    @EnumSource(Route.class)
    void shouldCarryWhatTheAnswerSays(Route route) {
        // When
        Facts facts = classify(route, 400, VALIDATION, "1").facts();

        // Then
        assertThat(facts).isEqualTo(new Facts(400, "VALIDATION_ERROR", "no", "c-1", TOOK));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({"'{\"correlationId\":\"of the body\"}', of the body", "'{}', of the header", "'', of the header"})
    void shouldNameTheRequestAsHubSpotDoes(String body, String correlationId) {
        // Given
        Headers headers = Headers.of("X-HubSpot-Correlation-Id", "of the header");

        // When
        Facts facts = classify(Route.BEHAVIORAL, 400, body, headers, "1").facts();

        // Then
        assertThat(facts.correlationId()).isEqualTo(correlationId);
    }

    @Test
    void shouldLimitWhatItRepeats() {
        // When
        Facts facts = classify(Route.BEHAVIORAL, 400, "{\"message\":\"" + "x".repeat(50_000) + "\"}", "1")
                .facts();

        // Then
        assertThat(facts.message()).hasSize(Facts.LONGEST_TEXT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"errors\":[{\"message\":\"…\",\"context\":{\"requiredGranularScopes\":[\"%s\"]}}]",
                "\"context\":{\"requiredGranularScopes\":[\"%s\"]}"
            })
    void shouldNameTheScopesThatAreMissing(String where) {
        // Given
        String body = "{\"category\":\"MISSING_SCOPES\",\"message\":\"Not all required scopes.\","
                + where.formatted("crm.objects.marketing_events.write") + "}";

        // When
        Outcome outcome = classify(Route.MARKETING_UPDATE, 403, body, "1");

        // Then
        assertThat(outcome.facts().describe())
                .isEqualTo("403 MISSING_SCOPES: Not all required scopes."
                        + " The token needs the scope crm.objects.marketing_events.write.");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            nullValues = "none",
            value = {
                "https://me:secret@login.example.org/sso/in?token=secret#secret, login.example.org/sso/in",
                "//me:secret@login.example.org/sso, //login.example.org/sso",
                "/elsewhere?token=secret, /elsewhere",
                "none, nowhere"
            })
    void shouldSayWhereARedirectLeadsWithoutItsSecrets(@Nullable String location, String shown) {
        // Given
        Headers headers = location == null ? Headers.of() : Headers.of("Location", location);

        // When
        Outcome outcome = classify(Route.BEHAVIORAL, 302, "", headers, "1");

        // Then
        assertThat(outcome.facts().describe()).isEqualTo("302: It redirects to " + shown + ".");
    }

    @Test
    void shouldHoldNoTextThatForgesALine() {
        // Given
        String body =
                "{\"category\":\"A\\nB\",\"message\":\"no\\r\\n2026-01-01 ERROR forged\\u001b[2J\\u202e\",\"correlationId\":\"c\\t1\"}";

        // When
        Outcome outcome = classify(Route.BEHAVIORAL, 400, body, "1");

        // Then
        assertThat(outcome.facts().describe())
                .isEqualTo("400 A\\nB: no\\r\\n2026-01-01 ERROR forged\\u001b[2J\\u202e.");
        assertThat(outcome.facts().correlationId()).isEqualTo("c\\t1");
    }
}
