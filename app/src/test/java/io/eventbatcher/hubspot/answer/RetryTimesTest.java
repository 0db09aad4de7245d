package io.eventbatcher.hubspot.answer;

import static io.eventbatcher.hubspot.answer.Answers.DAILY;
import static io.eventbatcher.hubspot.answer.Answers.DEFAULTS;
import static io.eventbatcher.hubspot.answer.Answers.classifier;
import static io.eventbatcher.hubspot.answer.Answers.classify;
import static org.assertj.core.api.Assertions.assertThat;

import io.eventbatcher.config.AnswerSettings;
import io.eventbatcher.hubspot.Outcome;
import io.eventbatcher.hubspot.Outcome.Park;
import io.eventbatcher.hubspot.Outcome.Retry;
import io.eventbatcher.route.Route;
import java.time.Instant;
import java.time.ZoneId;
import okhttp3.Headers;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When what was not taken may be tried again. */
class RetryTimesTest {
    @Test
    void shouldTakeNoAnswerForAnEndpointThatIsDown() {
        // When
        Outcome outcome = Classifier.withoutAnswer("connection reset");

        // Then
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Retry.class, retry -> assertThat(retry.unreachable()).isTrue());
    }

    @ParameterizedTest
    @CsvSource({
        "200, UNCLEAR",
        "202, UNCLEAR",
        "408, UNEXPECTED",
        "418, UNEXPECTED",
        "423, LOCKED",
        "429, THROTTLED",
        "500, UNREACHABLE",
        "503, UNREACHABLE",
        "524, UNREACHABLE"
    })
    void shouldSayTheCauseOfARetry(int status, Retry.Cause cause) {
        // When
        Outcome outcome = classify(Route.BEHAVIORAL, status, "", "1");

        // Then
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Retry.class, retry -> assertThat(retry.cause()).isEqualTo(cause));
    }

    @ParameterizedTest(name = "{0} with Retry-After {1}: {2} s")
    @CsvSource(
            nullValues = "none",
            value = {
                "429, none, 0",
                "429, '', 0",
                "429, 0, 0",
                "429, 3, 3",
                "429, ' 3 ', 3",
                "429, -3, 0",
                "429, soon, 0",
                "429, 300, 300",
                "429, 301, 300",
                "429, 99999999999999999999, 300",
                "503, 'Sat, 21 Nov 2026 12:00:30 GMT', 30",
                "503, 'Sat, 21 Nov 2026 11:00:00 GMT', 0",
                "503, 'Tue, 21 Nov 2028 11:00:00 GMT', 300",
                "423, none, 2",
                "423, 1, 2",
                "423, 9, 9",
                "423, 86400, 300",
                "408, 4, 4",
                "200, 4, 4"
            })
    void shouldWaitAsLongAsTheAnswerAsks(int status, @Nullable String header, long seconds) {
        // Given
        Headers headers = header == null ? Headers.of() : Headers.of(Answer.RETRY_AFTER, header);

        // When
        Outcome outcome = classify(Route.BEHAVIORAL, status, "", headers, "1");

        // Then
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Retry.class, retry -> assertThat(retry.notBefore()).hasSeconds(seconds));
    }

    @ParameterizedTest(name = "{0} with Retry-After {1}, at {2} in {3}: until {4}")
    @CsvSource(
            nullValues = "none",
            value = {
                "429, none, 2026-11-21T12:00:00Z, UTC, 2026-11-22T00:00:00Z",
                "429, none, 2026-11-21T12:00:00Z, Europe/Berlin, 2026-11-21T23:00:00Z",
                "429, none, 2026-11-21T12:00:00Z, America/New_York, 2026-11-22T05:00:00Z",
                "429, none, 2026-10-24T23:30:00Z, Europe/Berlin, 2026-10-25T23:00:00Z",
                "429, none, 2026-03-28T23:30:00Z, Europe/Berlin, 2026-03-29T22:00:00Z",
                "429, none, 2026-11-21T00:00:30Z, UTC, 2026-11-21T00:02:30Z",
                "429, none, 2026-11-21T00:14:59Z, UTC, 2026-11-21T00:16:59Z",
                "429, none, 2026-11-21T00:15:00Z, UTC, 2026-11-22T00:00:00Z",
                "429, 90, 2026-11-21T12:00:00Z, UTC, 2026-11-21T12:01:30Z",
                "429, 'Sat, 21 Nov 2026 13:00:00 GMT', 2026-11-21T12:00:00Z, UTC, 2026-11-21T13:00:00Z",
                "477, none, 2026-11-21T12:00:00Z, UTC, 2026-11-21T12:05:00Z",
                "477, 3600, 2026-11-21T12:00:00Z, UTC, 2026-11-21T13:00:00Z",
                "477, 999999, 2026-11-21T12:00:00Z, UTC, 2026-11-22T12:00:00Z"
            })
    void shouldParkUntilTheQuotaIsBack(int status, @Nullable String after, Instant now, ZoneId zone, Instant until) {
        // Given
        Classifier there = classifier(
                new AnswerSettings(
                        DEFAULTS.alreadyAcceptedPattern(),
                        DEFAULTS.undefinedNamePattern(),
                        zone,
                        DEFAULTS.expireAfter()),
                now);
        Headers headers = after == null ? Headers.of() : Headers.of(Answer.RETRY_AFTER, after);

        // When
        Outcome outcome = classify(there, Route.MARKETING_UPDATE, status, DAILY, headers, "1");

        // Then
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Park.class, park -> assertThat(park.until()).isEqualTo(until));
    }

    @ParameterizedTest
    @CsvSource({"429, QUOTA, true", "477, MIGRATION, false"})
    void shouldSayTheCauseOfAPark(int status, Park.Cause cause, boolean throttled) {
        // When
        Outcome outcome = classify(Route.MARKETING_UPDATE, status, DAILY, "1");

        // Then
        assertThat(outcome.throttled()).isEqualTo(throttled);
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Park.class, park -> assertThat(park.cause()).isEqualTo(cause));
    }
}
