package io.eventbatcher.hubspot.answer;

import static io.eventbatcher.hubspot.answer.Answers.DAILY;
import static io.eventbatcher.hubspot.answer.Answers.HTML;
import static io.eventbatcher.hubspot.answer.Answers.NOTHING_DONE;
import static io.eventbatcher.hubspot.answer.Answers.ONE_DONE;
import static io.eventbatcher.hubspot.answer.Answers.VALIDATION;
import static io.eventbatcher.hubspot.answer.Answers.classify;
import static io.eventbatcher.hubspot.answer.Answers.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.eventbatcher.delivery.halt.HaltMessages;
import io.eventbatcher.hubspot.InputResult;
import io.eventbatcher.hubspot.Outcome;
import io.eventbatcher.hubspot.Outcome.Halt;
import io.eventbatcher.hubspot.Outcome.Halt.Cause;
import io.eventbatcher.hubspot.Outcome.Halt.Scope;
import io.eventbatcher.hubspot.Outcome.Retry;
import io.eventbatcher.hubspot.RejectionKind;
import io.eventbatcher.route.Route;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import okhttp3.Headers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an answer means for the inputs that were sent. */
class ClassifierTest {
    private static final String NOT_FOUND = "{\"category\":\"OBJECT_NOT_FOUND\",\"message\":\"unknown\"}";
    private static final String KNOWN_UUID =
            "{\"category\":\"CONFLICT\",\"message\":\"Event with uuid uuid-1 already exists for pe1_x\"}";
    private static final String TWO_DONE =
            "{\"status\":\"COMPLETE\",\"results\":[{\"objectId\":\"1\"},{\"objectId\":\"2\"}]}";

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

    @Test
    void shouldNameTheFirewallWhosePageAnswersAndNoScopes() {
        // When
        Outcome outcome =
                classify(Route.MARKETING_UPSERT, 403, "\n<!DOCTYPE html><title>Attention Required!</title>", "1");

        // Then
        assertThat(outcome).isInstanceOfSatisfying(Outcome.Halt.class, halt -> {
            assertThat(halt.cause()).isEqualTo(Outcome.Halt.Cause.BLOCKED);
            assertThat(HaltMessages.of(Route.MARKETING_UPSERT, halt))
                    .contains("403", "A page (HTML) answers", "firewall")
                    .doesNotContain("scope");
        });
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
                arguments(Route.MARKETING_UPSERT, 201, ONE_DONE, "Delivered", "Unproven"),
                arguments(Route.MARKETING_UPSERT, 202, TWO_DONE, "Unproven", "Delivered"),
                arguments(Route.MARKETING_UPDATE, 201, TWO_DONE, "Delivered", "Delivered"),
                arguments(Route.MARKETING_UPDATE, 202, ONE_DONE, "Delivered", "PartlyDelivered"),
                arguments(Route.MARKETING_UPDATE, 205, TWO_DONE, "Retry", "Retry"),
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
                        arguments(route, 409, VALIDATION, "Rejected", "Split"),
                        arguments(route, 409, HTML, "Rejected", "Split"),
                        arguments(
                                route,
                                409,
                                KNOWN_UUID,
                                route == Route.BEHAVIORAL ? "AlreadyAccepted" : "Rejected",
                                "Split"),
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
                .filter(status -> status / 100 != 2)
                .filter(status -> IntStream.of(400, 409, 413, 422).noneMatch(known -> known == status));
    }

    private static String ofNoInput(int status) {
        return switch (status) {
            case 401, 402, 403, 404, 405, 406, 407, 410, 411, 412, 414, 415, 417, 426, 428, 431, 451 -> "Halt";
            case 477 -> "Park";
            default -> status >= 300 && status < 400 ? "Halt" : "Retry";
        };
    }

    @ParameterizedTest(name = "''{0}''")
    @ValueSource(strings = {"text/html", "text/plain; charset=utf-8", "application/xml", ""})
    void shouldBelieveNoSuccessOfAnotherContentType(String type) {
        for (Route route : new Route[] {Route.MARKETING_UPSERT, Route.MARKETING_UPDATE}) {
            // When
            Outcome outcome = classify(route, 200, ONE_DONE, Headers.of("Content-Type", type), "1");

            // Then
            assertThat(outcome).isInstanceOf(Retry.class);
        }
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"application/json", "Application/JSON;charset=utf-8", "application/hal+json"})
    void shouldBelieveJson(String type) {
        // When
        Outcome outcome = classify(Route.MARKETING_UPDATE, 200, ONE_DONE, Headers.of("Content-Type", type), "1");

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

    @ParameterizedTest(name = "{0} sent, {1} answered")
    @CsvSource({
        "004, '\"004\"'",
        "004, '\"4\"'",
        "004, 4",
        "4, '\"004\"'",
        "' 4', '\"4 \"'",
        "4, 4.0",
        "0, '\"00\"'",
        "00, 0",
        "99999999999999999999, 99999999999999999999",
        "a-04, '\"a-04\"'"
    })
    void shouldKnowAnIdInEveryForm(String sent, String answered) {
        // Given
        String error =
                "{\"category\":\"OBJECT_NOT_FOUND\",\"message\":\"unknown\",\"context\":{\"ids\":[" + answered + "]}}";

        // When
        Outcome refused = classify(
                Route.MARKETING_UPDATE,
                207,
                "{\"status\":\"COMPLETE\",\"results\":[{\"objectId\":\"7\"}],\"errors\":[" + error + "]}",
                sent,
                "7");
        Outcome taken = classify(
                Route.MARKETING_UPDATE,
                200,
                "{\"status\":\"COMPLETE\",\"results\":[{\"objectId\":" + answered + "}]}",
                sent);

        // Then
        assertThat(results(refused)).containsExactly("NOT_FOUND: unknown", "proven");
        assertThat(taken).isInstanceOf(Outcome.Delivered.class);
    }

    @Test
    void shouldProveNothingByAnIdThatTwoInputsHave() {
        // When
        Outcome outcome = classify(Route.MARKETING_UPDATE, 200, ONE_DONE, "1", "01");

        // Then
        assertThat(results(outcome)).containsExactly("unproven", "unproven");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "MARKETING_UPDATE | {'message':'Event is archived'} | REJECTED: Event is archived",
                "MARKETING_UPDATE | {'category':'OBJECT_NOT_FOUND','message':'gone'} | NOT_FOUND: gone",
                "MARKETING_UPDATE | {'message':'no','context':{'index':['0']}} | REJECTED: no",
                "MARKETING_UPSERT | {'category':'VALIDATION_ERROR','message':'bad'} | REJECTED: bad",
                "MARKETING_UPDATE | {} | unproven",
                "MARKETING_UPDATE | 7 | unproven"
            })
    void shouldTakeAnErrorForTheOnlyInput(Route route, String error, String result) {
        // Given
        String body = "{\"status\":\"COMPLETE\",\"results\":[],\"errors\":[" + error.replace('\'', '"') + "]}";

        // When
        Outcome ofOne = classify(route, 207, body, "1");
        Outcome ofTwo = classify(route, 207, body, "1", "2");

        // Then
        assertThat(results(ofOne)).containsExactly(result);
        assertThat(results(ofTwo)).containsExactly("unproven", "unproven");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'context':{'missingScopes':['a.b']}} | a.b",
                "{'context':{'requiredScopes':'a.b'}} | a.b",
                "{'errors':[{'context':{'details':{'requiredGranularScopes':['a.b','c.d']}}}]} | a.b or c.d"
            })
    void shouldNameTheMissingScopes(String body, String scopes) {
        // When
        Outcome outcome = classify(Route.BEHAVIORAL, 403, body.replace('\'', '"'), "1");

        // Then
        assertThat(outcome.facts().message()).isEqualTo("The token needs the scope " + scopes + ".");
    }

    @ParameterizedTest(name = "{0}: {2}")
    @CsvSource({
        "400, VALIDATION_ERROR, REJECTED",
        "400, OBJECT_NOT_FOUND, REJECTED",
        "409, CONFLICT, REJECTED",
        "404, OBJECT_NOT_FOUND, NOT_FOUND",
        "413, VALIDATION_ERROR, REJECTED",
        "422, OBJECT_NOT_FOUND, REJECTED"
    })
    void shouldSayWhyAnInputIsRefused(int status, String category, RejectionKind refusal) {
        // When
        Outcome outcome = classify(Route.MARKETING_UPDATE, status, "{\"category\":\"" + category + "\"}", "1");

        // Then
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.Rejected.class,
                        rejected -> assertThat(rejected.refusal()).isEqualTo(refusal));
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({
        "401, INVALID_AUTHENTICATION, TOKEN_REFUSED, CREDENTIALS",
        "403, BANNED, BANNED, CREDENTIALS",
        "403, MISSING_SCOPES, FORBIDDEN, ROUTE",
        "403, FORBIDDEN, FORBIDDEN, ROUTE",
        "404, '', PATH_NOT_FOUND, ROUTE",
        "405, '', METHOD_NOT_ALLOWED, ROUTE",
        "402, '', PAYMENT_REQUIRED, ROUTE",
        "406, '', FORM_REFUSED, ROUTE",
        "415, VALIDATION_ERROR, FORM_REFUSED, ROUTE",
        "407, '', BLOCKED, ROUTE",
        "451, '', BLOCKED, ROUTE",
        "410, '', GONE, ROUTE",
        "302, '', REDIRECT, ROUTE"
    })
    void shouldSayTheCauseOfAHaltAndTheRoutesThatStop(int status, String category, Cause cause, Scope scope) {
        // When
        Outcome outcome = classify(Route.BEHAVIORAL, status, "{\"category\":\"" + category + "\"}", "1");

        // Then
        assertThat(outcome).isInstanceOfSatisfying(Halt.class, halt -> {
            assertThat(halt.cause()).isEqualTo(cause);
            assertThat(halt.scope()).isEqualTo(scope);
        });
    }

    /** The outcome's name; Unproven also when that is all there is to every input. */
    private static String name(Outcome outcome) {
        if (outcome instanceof Outcome.PartlyDelivered partly
                && partly.results().stream().allMatch(InputResult.Unproven.class::isInstance)) {
            return "Unproven";
        }
        return outcome.getClass().getSimpleName();
    }

    private static List<String> results(Outcome outcome) {
        if (outcome instanceof Outcome.Unproven) {
            return List.of("unproven");
        }
        return outcome instanceof Outcome.PartlyDelivered partly
                ? partly.results().stream().map(ClassifierTest::describe).toList()
                : List.of(outcome.toString());
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
