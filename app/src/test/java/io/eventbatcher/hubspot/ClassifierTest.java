package io.eventbatcher.hubspot;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.eventbatcher.route.Route;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClassifierTest {
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
    private static final String VALIDATION =
            "{\"status\":\"error\",\"category\":\"VALIDATION_ERROR\",\"message\":\"no\",\"correlationId\":\"c-1\"}";
    private static final String NOT_FOUND = "{\"category\":\"OBJECT_NOT_FOUND\",\"message\":\"unknown\"}";
    private static final String TWO_DONE =
            "{\"status\":\"COMPLETE\",\"results\":[{\"objectId\":\"1\"},{\"objectId\":\"2\"}]}";
    private static final String HTML = "<html><body>edge</body></html>";

    private final Classifier classifier = new Classifier(Clock.fixed(NOW, ZoneOffset.UTC));

    @ParameterizedTest(name = "{0} answers {1} {2}: {3} for one input, {4} for two")
    @MethodSource("answers")
    void shouldSayWhatAnAnswerMeans(Route route, int status, String body, String one, String two) {
        // When
        Outcome ofOne = classify(route, status, body, "1");
        Outcome ofTwo = classify(route, status, body, "1", "2");

        // Then
        assertThat(name(ofOne)).isEqualTo(one);
        assertThat(name(ofTwo)).isEqualTo(two);
    }

    static Stream<Arguments> answers() {
        Stream<Arguments> successes = Stream.of(
                arguments(Route.BEHAVIORAL, 204, "", "Delivered", "Delivered"),
                arguments(Route.BEHAVIORAL, 200, "", "Retry", "Retry"),
                arguments(Route.BEHAVIORAL, 200, TWO_DONE, "Retry", "Retry"),
                arguments(Route.BEHAVIORAL, 202, "", "Retry", "Retry"),
                arguments(Route.BEHAVIORAL, 207, TWO_DONE, "Retry", "Retry"),
                arguments(Route.MARKETING_UPSERT, 200, TWO_DONE, "Unproven", "Delivered"),
                arguments(Route.MARKETING_UPSERT, 204, "", "Retry", "Retry"),
                arguments(Route.MARKETING_UPSERT, 200, HTML, "Retry", "Retry"),
                arguments(Route.MARKETING_UPSERT, 200, TWO_DONE.substring(0, 40), "Retry", "Retry"),
                arguments(Route.MARKETING_UPSERT, 200, TWO_DONE.replace("COMPLETE", "PROCESSING"), "Retry", "Retry"),
                arguments(
                        Route.MARKETING_UPSERT,
                        200,
                        "{\"status\":\"COMPLETE\",\"results\":[]}",
                        "Unproven",
                        "Unproven"),
                arguments(
                        Route.MARKETING_UPSERT,
                        200,
                        TWO_DONE.replace("}]}", "}],\"numErrors\":1}"),
                        "Unproven",
                        "Unproven"),
                arguments(Route.MARKETING_UPDATE, 200, TWO_DONE, "Delivered", "Delivered"),
                arguments(Route.MARKETING_UPDATE, 207, TWO_DONE, "Delivered", "Delivered"),
                arguments(Route.MARKETING_UPDATE, 204, "", "Retry", "Retry"),
                arguments(Route.MARKETING_UPDATE, 200, TWO_DONE.replace("COMPLETE", "PENDING"), "Retry", "Retry"),
                arguments(
                        Route.MARKETING_UPDATE,
                        207,
                        "{\"status\":\"COMPLETE\",\"results\":[]}",
                        "Unproven",
                        "Unproven"),
                arguments(Route.MARKETING_UPDATE, 200, "[]", "Retry", "Retry"));
        Stream<Arguments> failures = Stream.of(Route.values())
                .flatMap(route -> Stream.of(
                        arguments(route, 400, VALIDATION, "Rejected", "Split"),
                        arguments(route, 400, "", "Rejected", "Split"),
                        arguments(route, 400, HTML, "Rejected", "Split"),
                        arguments(route, 413, HTML, "Rejected", "Split"),
                        arguments(route, 422, VALIDATION, "Rejected", "Split"),
                        arguments(route, 404, NOT_FOUND, "Rejected", "Split"),
                        arguments(route, 404, "{\"message\":\"no such path\"}", "Halt", "Halt"),
                        arguments(route, 404, HTML, "Halt", "Halt")));
        return Stream.concat(successes, failures);
    }

    @ParameterizedTest
    @MethodSource("statusesThatRejectNothing")
    void shouldRetryEveryStatusThatIsNotKnownToBeARejection(int status) {
        // Given
        String worst = "{\"category\":\"VALIDATION_ERROR\",\"status\":\"COMPLETE\",\"results\":[{\"objectId\":\"1\"}]}";

        for (Route route : Route.values()) {
            // When
            Outcome outcome = classify(route, status, worst, "1");

            // Then
            assertThat(outcome).isInstanceOf(Outcome.Retry.class);
        }
    }

    static IntStream statusesThatRejectNothing() {
        List<Integer> known = List.of(200, 204, 207, 301, 302, 303, 307, 308, 400, 401, 403, 404, 405, 413, 422);
        return IntStream.range(200, 600).filter(status -> !known.contains(status));
    }

    @Test
    void shouldGiveEachInputItsOwnResult() {
        // Given
        String body = """
                {"status":"COMPLETE","results":[{"objectId":1},{"objectId":"5"}],"errors":[
                  {"category":"OBJECT_NOT_FOUND","message":"unknown","context":{"ids":["2","77"]}},
                  {"category":"VALIDATION_ERROR","message":"wrong","context":{"anyKey":{"deeper":[3,"5"]}}}]}
                """;

        // When
        Outcome outcome = classify(Route.MARKETING_UPDATE, 207, body, "1", "2", "3", "4", "5");

        // Then: 4 is not named at all, and 5 on both sides
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.PartlyDelivered.class,
                        partly -> assertThat(partly.results())
                                .extracting(ClassifierTest::describe)
                                .containsExactly(
                                        "proven", "NOT_FOUND: unknown", "REJECTED: wrong", "unproven", "unproven"));
    }

    @Test
    void shouldRefuseAnInputThatIsNamedAlone() {
        // Given
        String body = "{\"status\":\"COMPLETE\",\"results\":[],\"errors\":[{\"context\":{\"id\":[\"1\"]}}]}";

        // When
        Outcome outcome = classify(Route.MARKETING_UPDATE, 207, body, "1");

        // Then
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.PartlyDelivered.class,
                        partly -> assertThat(describe(partly.results().get(0))).startsWith("REJECTED"));
    }

    @ParameterizedTest
    @EnumSource(Route.class)
    void shouldCarryWhatTheAnswerSays(Route route) {
        // When
        Facts facts = classify(route, 400, VALIDATION, "1").facts();

        // Then
        assertThat(facts).isEqualTo(new Facts(400, "VALIDATION_ERROR", "no", "c-1", Duration.ofMillis(7)));
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
                "",
                "null",
                "{",
                "\u0000\u0001",
                "{\"results\":{\"objectId\":{}},\"errors\":\"x\",\"status\":[],\"category\":{},\"message\":7}",
                "{\"status\":\"COMPLETE\",\"results\":[null,7,[]],\"errors\":[null,{\"context\":7}],\"numErrors\":\"x\"}"
            })
    void shouldReadAnyBodyWithoutFailing(String body) {
        for (Route route : Route.values()) {
            // When
            Outcome outcome = classify(route, 200, body, "1");

            // Then
            assertThat(outcome).isInstanceOfAny(Outcome.Retry.class, Outcome.Unproven.class);
        }
    }

    @Test
    void shouldReadDeeplyNestedBodiesWithoutFailing() {
        // When
        Outcome outcome = classify(Route.MARKETING_UPDATE, 207, "{\"errors\":" + "[".repeat(200_000), "1");

        // Then
        assertThat(outcome).isInstanceOf(Outcome.Retry.class);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            value = {
                "none, 0",
                "0, 0",
                "3, 3",
                "' 3 ', 3",
                "-3, 0",
                "soon, 0",
                "99999999999999999999, 86400",
                "'Sat, 21 Nov 2026 12:00:30 GMT', 30",
                "'Sat, 21 Nov 2026 11:00:00 GMT', 0",
                "'Tue, 21 Nov 2028 11:00:00 GMT', 86400"
            })
    void shouldWaitAsLongAsTheAnswerAsks(@Nullable String header, long seconds) {
        // When
        Outcome outcome = classifier.classify(
                Text.request(Route.BEHAVIORAL, "1"), new Answer(429, header, null, new byte[0], Duration.ZERO));

        // Then
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.Retry.class,
                        retry -> assertThat(retry.notBefore()).hasSeconds(seconds));
    }

    @ParameterizedTest
    @CsvSource({"429, false", "423, false", "409, false", "500, true", "503, true", "524, true"})
    void shouldSayWhetherTheEndpointIsDown(int status, boolean unreachable) {
        // When
        Outcome outcome = classify(Route.BEHAVIORAL, status, "", "1");

        // Then
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.Retry.class,
                        retry -> assertThat(retry.unreachable()).isEqualTo(unreachable));
    }

    private Outcome classify(Route route, int status, String body, String... identities) {
        Answer answer = new Answer(status, null, null, body.getBytes(UTF_8), Duration.ofMillis(7));
        return classifier.classify(Text.request(route, identities), answer);
    }

    private static String name(Outcome outcome) {
        if (outcome instanceof Outcome.PartlyDelivered partly
                && partly.results().stream().allMatch(InputResult.Unproven.class::isInstance)) {
            return "Unproven";
        }
        return outcome.getClass().getSimpleName();
    }

    private static String describe(InputResult result) {
        return result.fold(new InputResult.Cases<>() {
            @Override
            public String proven(InputResult.Proven proven) {
                return "proven";
            }

            @Override
            public String refused(InputResult.Refused refused) {
                return refused.refusal() + ": " + refused.facts().message();
            }

            @Override
            public String unproven(InputResult.Unproven unproven) {
                return "unproven";
            }
        });
    }
}
