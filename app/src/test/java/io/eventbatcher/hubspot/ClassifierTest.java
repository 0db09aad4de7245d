package io.eventbatcher.hubspot;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.eventbatcher.config.AnswerSettings;
import io.eventbatcher.hubspot.Outcome.Halt;
import io.eventbatcher.hubspot.Outcome.Halt.Scope;
import io.eventbatcher.hubspot.Outcome.Park;
import io.eventbatcher.hubspot.Outcome.Retry;
import io.eventbatcher.route.Route;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import okhttp3.Headers;
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
    private static final AnswerSettings DEFAULTS = AnswerSettings.defaults();
    private static final String VALIDATION =
            "{\"status\":\"error\",\"category\":\"VALIDATION_ERROR\",\"message\":\"no\",\"correlationId\":\"c-1\"}";
    private static final String NOT_FOUND = "{\"category\":\"OBJECT_NOT_FOUND\",\"message\":\"unknown\"}";
    private static final String TWO_DONE =
            "{\"status\":\"COMPLETE\",\"results\":[{\"objectId\":\"1\"},{\"objectId\":\"2\"}]}";
    private static final String ONE_DONE = "{\"status\":\"COMPLETE\",\"results\":[{\"objectId\":\"1\"}]}";
    private static final String NOTHING_DONE = "{\"status\":\"COMPLETE\",\"results\":[]}";
    private static final String DAILY = "{\"errorType\":\"RATE_LIMIT\",\"policyName\":\"DAILY\"}";
    private static final String HTML = "<html><body>edge</body></html>";

    private final Classifier classifier = classifier(DEFAULTS, NOW);

    private static Classifier classifier(AnswerSettings settings, Instant now) {
        return new Classifier(settings, Clock.fixed(now, ZoneOffset.UTC));
    }

    @ParameterizedTest(name = "{0} answers {1} {2}: {3} for one input, {4} for two")
    @MethodSource({"successes", "bodiesThatProveNothing", "failures"})
    void shouldSayWhatAnAnswerMeans(Route route, int status, String body, String one, String two) {
        // When
        Outcome ofOne = classify(route, status, body, "1");
        Outcome ofTwo = classify(route, status, body, "1", "2");

        // Then
        assertThat(name(ofOne)).isEqualTo(one);
        assertThat(name(ofTwo)).isEqualTo(two);
    }

    static Stream<Arguments> successes() {
        return Stream.of(
                arguments(Route.BEHAVIORAL, 204, "", "Delivered", "Delivered"),
                arguments(Route.BEHAVIORAL, 200, "", "Retry", "Retry"),
                arguments(Route.BEHAVIORAL, 200, TWO_DONE, "Retry", "Retry"),
                arguments(Route.BEHAVIORAL, 202, "", "Retry", "Retry"),
                arguments(Route.BEHAVIORAL, 207, TWO_DONE, "Retry", "Retry"),
                arguments(Route.MARKETING_UPSERT, 200, ONE_DONE, "Delivered", "Unproven"),
                arguments(Route.MARKETING_UPSERT, 200, TWO_DONE, "Unproven", "Delivered"),
                arguments(Route.MARKETING_UPSERT, 200, NOTHING_DONE, "Unproven", "Unproven"),
                arguments(Route.MARKETING_UPSERT, 200, NOTHING_DONE.replace("[]", "[7]"), "Unproven", "Unproven"),
                arguments(Route.MARKETING_UPSERT, 207, ONE_DONE, "Unproven", "Unproven"),
                arguments(Route.MARKETING_UPSERT, 204, ONE_DONE, "Retry", "Retry"),
                arguments(Route.MARKETING_UPSERT, 200, with(ONE_DONE, "\"numErrors\":1"), "Unproven", "Unproven"),
                arguments(Route.MARKETING_UPSERT, 200, with(ONE_DONE, "\"errors\":[{}]"), "Unproven", "Unproven"),
                arguments(Route.MARKETING_UPSERT, 200, with(ONE_DONE, "\"errors\":\"x\""), "Unproven", "Unproven"),
                arguments(
                        Route.MARKETING_UPSERT,
                        200,
                        with(TWO_DONE, "\"numErrors\":0,\"errors\":[]"),
                        "Unproven",
                        "Delivered"),
                arguments(Route.MARKETING_UPDATE, 200, TWO_DONE, "Delivered", "Delivered"),
                arguments(Route.MARKETING_UPDATE, 207, TWO_DONE, "Delivered", "Delivered"),
                arguments(Route.MARKETING_UPDATE, 204, TWO_DONE, "Retry", "Retry"),
                arguments(Route.MARKETING_UPDATE, 200, ONE_DONE, "Delivered", "PartlyDelivered"),
                arguments(Route.MARKETING_UPDATE, 207, NOTHING_DONE, "Unproven", "Unproven"),
                arguments(Route.MARKETING_UPDATE, 200, NOTHING_DONE, "Unproven", "Unproven"));
    }

    private static String with(String body, String more) {
        return body.substring(0, body.length() - 1) + "," + more + "}";
    }

    /** Nothing of it speaks of an input, so it must never make a dead letter: it is tried again for as long as it takes. */
    static Stream<Arguments> bodiesThatProveNothing() {
        return Stream.of(Route.MARKETING_UPSERT, Route.MARKETING_UPDATE)
                .flatMap(route -> Stream.of(
                                "",
                                "[]",
                                "null",
                                "{}",
                                HTML,
                                TWO_DONE.substring(0, 40),
                                TWO_DONE + TWO_DONE,
                                TWO_DONE.replace("COMPLETE", "PENDING"),
                                TWO_DONE.replace("COMPLETE", "PROCESSING"),
                                TWO_DONE.replace("COMPLETE", "CANCELED"),
                                TWO_DONE.replace("\"COMPLETE\"", "[\"COMPLETE\"]"),
                                with(TWO_DONE, "\"status\":\"COMPLETE\""))
                        .flatMap(body -> IntStream.of(200, 207, 204)
                                .mapToObj(status -> arguments(route, status, body, "Retry", "Retry"))));
    }

    static Stream<Arguments> failures() {
        return Stream.of(Route.values())
                .flatMap(route -> Stream.of(
                        arguments(route, 400, VALIDATION, "Rejected", "Split"),
                        arguments(route, 400, "", "Rejected", "Split"),
                        arguments(route, 400, HTML, "Rejected", "Split"),
                        arguments(route, 413, HTML, "Rejected", "Split"),
                        arguments(route, 422, VALIDATION, "Rejected", "Split"),
                        arguments(route, 404, NOT_FOUND, "Rejected", "Split"),
                        arguments(route, 404, "{\"message\":\"no such path\"}", "Halt", "Halt"),
                        arguments(route, 404, NOT_FOUND.substring(0, 40), "Halt", "Halt"),
                        arguments(route, 404, HTML, "Halt", "Halt"),
                        arguments(route, 429, DAILY, "Park", "Park"),
                        arguments(route, 429, DAILY.replace("DAILY", "Daily"), "Park", "Park"),
                        arguments(route, 429, DAILY.replace("DAILY", "SECONDLY"), "Retry", "Retry"),
                        arguments(route, 429, HTML, "Retry", "Retry")));
    }

    @ParameterizedTest
    @MethodSource("everyOtherStatus")
    void shouldJudgeNoInputByAnyOtherStatus(int status) {
        // Given
        String worst = "{\"category\":\"VALIDATION_ERROR\",\"status\":\"COMPLETE\",\"results\":[{\"objectId\":\"1\"}],"
                + "\"message\":\"Event with uuid uuid-1 already exists\"}";

        for (Route route : Route.values()) {
            // When
            Outcome ofOne = classify(route, status, worst, "1");
            Outcome ofTwo = classify(route, status, worst, "1", "2");

            // Then
            assertThat(name(ofOne)).isEqualTo(ofNoInput(status));
            assertThat(name(ofTwo)).isEqualTo(ofNoInput(status));
        }
    }

    static IntStream everyOtherStatus() {
        return IntStream.range(100, 600)
                .filter(status -> IntStream.of(200, 204, 207, 400, 413, 422).noneMatch(known -> known == status));
    }

    private static String ofNoInput(int status) {
        return switch (status) {
            case 401, 403, 404, 405 -> "Halt";
            case 477 -> "Park";
            default -> status >= 300 && status < 400 ? "Halt" : "Retry";
        };
    }

    @ParameterizedTest(name = "''{0}''")
    @ValueSource(strings = {"text/html", "text/plain; charset=utf-8", "application/xml", ""})
    void shouldBelieveNoSuccessOfAnotherContentType(String type) {
        for (Route route : new Route[] {Route.MARKETING_UPSERT, Route.MARKETING_UPDATE}) {
            // When
            Outcome outcome = classify(classifier, route, 200, ONE_DONE, Headers.of("Content-Type", type), "1");

            // Then
            assertThat(outcome).isInstanceOf(Retry.class);
        }
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"application/json", "Application/JSON;charset=utf-8", "application/hal+json"})
    void shouldBelieveJson(String type) {
        // When
        Outcome outcome =
                classify(classifier, Route.MARKETING_UPDATE, 200, ONE_DONE, Headers.of("Content-Type", type), "1");

        // Then
        assertThat(outcome).isInstanceOf(Outcome.Delivered.class);
    }

    @Test
    void shouldGiveEachInputItsOwnResult() {
        // Given
        String body = """
                {"status":"COMPLETE","results":[{"objectId":1},{"objectId":"5"}],"errors":[
                  {"category":"OBJECT_NOT_FOUND","message":"unknown","context":{"ids":["2","77"]}},
                  {"category":"VALIDATION_ERROR","message":"wrong","context":{"anyKey":{"deeper":[3,"5"]}}},
                  {"category":"VALIDATION_ERROR","message":"said later","context":{"ids":["2"]}}]}
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

    @ParameterizedTest(name = "{0}: {2}")
    @CsvSource({
        "400, VALIDATION_ERROR, REJECTED",
        "400, OBJECT_NOT_FOUND, REJECTED",
        "404, OBJECT_NOT_FOUND, NOT_FOUND",
        "413, VALIDATION_ERROR, REJECTED",
        "422, OBJECT_NOT_FOUND, REJECTED"
    })
    void shouldSayWhyAnInputIsRefused(int status, String category, Refusal refusal) {
        // When
        Outcome outcome = classify(Route.MARKETING_UPDATE, status, "{\"category\":\"" + category + "\"}", "1");

        // Then
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.Rejected.class,
                        rejected -> assertThat(rejected.refusal()).isEqualTo(refusal));
    }

    @Test
    void shouldSayThatASuccessProvesNothing() {
        // When
        Outcome outcome = classify(Route.MARKETING_UPDATE, 200, HTML, "1");

        // Then
        assertThat(outcome.facts().describe()).isEqualTo("200: That proves nothing about the events sent.");
    }

    @Test
    void shouldTakeNoAnswerForAnEndpointThatIsDown() {
        // When
        Outcome outcome = classifier.withoutAnswer("connection reset");

        // Then
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Retry.class, retry -> assertThat(retry.unreachable()).isTrue());
    }

    @Test
    void shouldRepeatAnErrorThatNamesNobody() {
        // Given
        String body = with(NOTHING_DONE, "\"errors\":[{\"category\":\"ODD\",\"message\":\"went wrong\"}]");

        // When
        Outcome outcome = classify(Route.MARKETING_UPSERT, 200, body, "1");

        // Then
        assertThat(outcome).isInstanceOf(Outcome.Unproven.class);
        assertThat(outcome.facts().describe()).isEqualTo("200 ODD: went wrong.");
    }

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
        assertThat(name(byMessage)).isEqualTo(outcome);
        assertThat(name(byError)).isEqualTo(outcome);
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

    @Test
    void shouldNotBeHeldUpByAPatternThatBacktracks() {
        // Given
        Classifier careless = classifier(
                new AnswerSettings("(.*a){20}b uuid-1", DEFAULTS.accountTimeZone(), DEFAULTS.expireAfter()), NOW);
        String message = "{\"message\":\"" + "a".repeat(100_000) + "\"}";

        // When
        long started = System.nanoTime();
        Outcome outcome = classify(careless, Route.BEHAVIORAL, 400, message, Headers.of(), "1");

        // Then
        assertThat(outcome).isInstanceOf(Outcome.Rejected.class);
        assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(5));
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({
        "401, INVALID_AUTHENTICATION, CREDENTIALS",
        "403, BANNED, CREDENTIALS",
        "403, MISSING_SCOPES, ROUTE",
        "403, FORBIDDEN, ROUTE",
        "404, '', ROUTE",
        "405, '', ROUTE",
        "302, '', ROUTE"
    })
    void shouldSayWhatAHaltStops(int status, String category, Scope scope) {
        // When
        Outcome outcome = classify(Route.BEHAVIORAL, status, "{\"category\":\"" + category + "\"}", "1");

        // Then
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Halt.class, halt -> assertThat(halt.scope()).isEqualTo(scope));
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
        Outcome outcome = classify(classifier, Route.BEHAVIORAL, 302, "", headers, "1");

        // Then
        assertThat(outcome.facts().describe()).isEqualTo("302: It redirects to " + shown + ".");
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
        Classifier there =
                classifier(new AnswerSettings(DEFAULTS.alreadyAcceptedPattern(), zone, DEFAULTS.expireAfter()), now);
        Headers headers = after == null ? Headers.of() : Headers.of("Retry-After", after);

        // When
        Outcome outcome = classify(there, Route.MARKETING_UPDATE, status, DAILY, headers, "1");

        // Then
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Park.class, park -> assertThat(park.until()).isEqualTo(until));
    }

    @ParameterizedTest
    @EnumSource(Route.class)
    void shouldCarryWhatTheAnswerSays(Route route) {
        // When
        Facts facts = classify(route, 400, VALIDATION, "1").facts();

        // Then
        assertThat(facts).isEqualTo(new Facts(400, "VALIDATION_ERROR", "no", "c-1", Duration.ofMillis(7)));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({"'{\"correlationId\":\"of the body\"}', of the body", "'{}', of the header", "'', of the header"})
    void shouldNameTheRequestAsHubSpotDoes(String body, String correlationId) {
        // Given
        Headers headers = Headers.of("X-HubSpot-Correlation-Id", "of the header");

        // When
        Facts facts =
                classify(classifier, Route.BEHAVIORAL, 400, body, headers, "1").facts();

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
                "429, 99999999999999999999, 86400",
                "503, 'Sat, 21 Nov 2026 12:00:30 GMT', 30",
                "503, 'Sat, 21 Nov 2026 11:00:00 GMT', 0",
                "503, 'Tue, 21 Nov 2028 11:00:00 GMT', 86400",
                "423, none, 2",
                "423, 1, 2",
                "423, 9, 9",
                "409, 4, 4",
                "200, 4, 4"
            })
    void shouldWaitAsLongAsTheAnswerAsks(int status, @Nullable String header, long seconds) {
        // Given
        Headers headers = header == null ? Headers.of() : Headers.of("Retry-After", header);

        // When
        Outcome outcome = classify(classifier, Route.BEHAVIORAL, status, "", headers, "1");

        // Then
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Retry.class, retry -> assertThat(retry.notBefore()).hasSeconds(seconds));
    }

    @ParameterizedTest
    @CsvSource({
        "200, false",
        "408, false",
        "409, false",
        "423, false",
        "429, false",
        "500, true",
        "503, true",
        "524, true"
    })
    void shouldSayWhetherTheEndpointIsDown(int status, boolean unreachable) {
        // When
        Outcome outcome = classify(Route.BEHAVIORAL, status, "", "1");

        // Then
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Retry.class, retry -> assertThat(retry.unreachable()).isEqualTo(unreachable));
    }

    private Outcome classify(Route route, int status, String body, String... identities) {
        return classify(classifier, route, status, body, Headers.of(), identities);
    }

    private static Outcome classify(
            Classifier classifier, Route route, int status, String body, Headers headers, String... identities) {
        Answer answer = new Answer(status, headers, body.getBytes(UTF_8), Duration.ofMillis(7));
        return classifier.classify(Text.request(route, identities), answer);
    }

    /** The outcome's name; Unproven also when that is all there is to every input. */
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
