package io.eventbatcher.hubspot.answer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.eventbatcher.config.AnswerSettings;
import io.eventbatcher.fixtures.LongRuns;
import io.eventbatcher.hubspot.HubSpotRequest;
import io.eventbatcher.hubspot.InputResult;
import io.eventbatcher.hubspot.Outcome;
import io.eventbatcher.hubspot.Text;
import io.eventbatcher.route.Route;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import okhttp3.Headers;
import org.junit.jupiter.api.Test;

/** Answers that no sane server gives; the seed is printed with every failure, and can be given by {@code -Devent-batcher.seed}. */
class ClassifierFuzzTest {
    private static final int ANSWERS = LongRuns.either(20_000, 60_000);
    private static final int[] STATUSES = {
        200, 200, 200, 201, 202, 204, 205, 207, 207, 207, 400, 404, 409, 410, 422, 429, 403, 302, 503
    };
    private static final String[] IDS = {"1", "2", "3", "4"};

    private final long seed = Long.getLong("event-batcher.seed", System.nanoTime());
    private final Random random = new Random(seed);
    private final Classifier classifier = new Classifier(AnswerSettings.defaults(), Clock.systemUTC());

    @Test
    void shouldClaimNothingThatIsNotProvenAndNeverFail() {
        for (int i = 0; i < ANSWERS; i++) {
            // Given
            Route route = oneOf(Route.values());
            int status = STATUSES[random.nextInt(STATUSES.length)];
            String body = damaged(body());
            String[] ids =
                    List.of(IDS).subList(0, 1 + random.nextInt(IDS.length)).toArray(String[]::new);
            HubSpotRequest request = Text.request(route, ids);

            // When
            Outcome outcome =
                    classifier.classify(request, new Answer(status, headers(), body.getBytes(UTF_8), Duration.ZERO));

            // Then
            assertThat(falseClaim(request, status, body, outcome))
                    .as("seed %d: %s answers %d to %s: %s", seed, route, status, List.of(ids), shortened(body))
                    .isEmpty();
        }
    }

    /** What the outcome claims and a text search in the body contradicts; empty when there is nothing. */
    private static String falseClaim(HubSpotRequest request, int status, String body, Outcome outcome) {
        if (outcome instanceof Outcome.Delivered) {
            return request.route() == Route.BEHAVIORAL
                    ? unless(status == 204, "delivered by a " + status)
                    : unless(
                            status / 100 == 2 && body.contains("\"COMPLETE\"") && body.contains("results"),
                            "delivered without a complete list of results");
        }
        if (outcome instanceof Outcome.Rejected || outcome instanceof Outcome.Split) {
            return unless(List.of(400, 409, 413, 422).contains(status) || body.contains("OBJECT_NOT_FOUND"), "refused");
        }
        if (outcome instanceof Outcome.AlreadyAccepted) {
            return unless((status == 400 || status == 409) && body.contains("uuid-1"), "accepted before");
        }
        if (outcome instanceof Outcome.PartlyDelivered partly) {
            return IntStream.range(0, partly.results().size())
                    .mapToObj(index ->
                            falseClaim(request, index, body, partly.results().get(index)))
                    .collect(Collectors.joining());
        }
        return "";
    }

    private static String falseClaim(HubSpotRequest request, int index, String body, InputResult result) {
        String id = request.inputs().get(index).identity();
        return result instanceof InputResult.Unproven
                ? ""
                : unless(
                        body.contains("\"COMPLETE\"")
                                && (body.contains(id) || (request.inputs().size() == 1 && body.contains("errors"))),
                        result + " of " + id);
    }

    private static String unless(boolean fine, String claim) {
        return fine ? "" : claim;
    }

    private Headers headers() {
        return switch (random.nextInt(5)) {
            case 0 -> Headers.of("Content-Type", "text/html");
            case 1 -> Headers.of(Answer.RETRY_AFTER, noise(12), "Location", "https://" + noise(9));
            case 2 -> Headers.of("Content-Type", noise(20), "Location", noise(30));
            default -> Headers.of("Content-Type", "application/json");
        };
    }

    /** An object whose fields have the right names, and values of every kind. */
    private String body() {
        List<String> fields = new ArrayList<>();
        maybe(fields, "status", () -> oneOf("\"COMPLETE\"", "\"COMPLETE\"", "\"PROCESSING\"", "\"error\"", any(3)));
        maybe(
                fields,
                "results",
                () -> random.nextInt(4) == 0
                        ? any(3)
                        : array(() -> random.nextInt(5) == 0 ? any(2) : "{\"objectId\":" + id() + "}"));
        maybe(fields, "errors", () -> random.nextInt(4) == 0 ? any(3) : array(this::error));
        maybe(fields, "numErrors", () -> oneOf("0", "1", any(1)));
        maybe(fields, "category", () -> oneOf("\"VALIDATION_ERROR\"", "\"OBJECT_NOT_FOUND\"", "\"BANNED\"", any(2)));
        maybe(fields, "message", () -> oneOf("\"Event with uuid uuid-1 already exists\"", "\"no\"", any(2)));
        maybe(fields, "policyName", () -> oneOf("\"DAILY\"", any(1)));
        maybe(fields, "context", () -> any(4));
        maybe(fields, "status", () -> oneOf("\"COMPLETE\"", "\"PENDING\""), 20);
        return "{" + String.join(",", fields) + "}";
    }

    private String error() {
        return "{\"category\":" + oneOf("\"OBJECT_NOT_FOUND\"", "\"X\"", any(1)) + ",\"message\":" + any(1)
                + ",\"context\":"
                + oneOf("{\"ids\":[" + id() + "," + id() + "]}", "{\"anything\":{\"deeper\":" + id() + "}}", any(3))
                + "}";
    }

    private String id() {
        return oneOf("1", "\"1\"", "\"2\"", "3", "\"4\"", "1.0", "1e0", "\" 1\"", "null", "[]", "\"" + noise(5) + "\"");
    }

    private String any(int depth) {
        return switch (random.nextInt(depth > 0 ? 12 : 8)) {
            case 0 -> "null";
            case 1 -> "true";
            case 2 -> "-" + "9".repeat(1 + random.nextInt(1_200));
            case 3 -> "1e" + random.nextInt(1_000_000_000);
            case 4 -> "\"" + noise(30) + "\"";
            case 5 -> "\"" + oneOf(IDS) + "\"";
            case 6 -> "[".repeat(random.nextInt(3) == 0 ? 3_000 : 3);
            case 7 -> "\"\\ud800\\u0000\"";
            case 8, 9 -> array(() -> any(depth - 1));
            default -> "{\"" + noise(4) + "\":" + any(depth - 1) + ",\"ids\":" + any(depth - 1) + "}";
        };
    }

    private String array(Supplier<String> element) {
        return IntStream.range(0, random.nextInt(5))
                .mapToObj(i -> element.get())
                .collect(Collectors.joining(",", "[", "]"));
    }

    private String damaged(String body) {
        return switch (random.nextInt(12)) {
            case 0 -> body.substring(0, random.nextInt(body.length() + 1));
            case 1 -> body + noise(10);
            case 2 -> "<html>" + body + "</html>";
            case 3 -> "";
            case 4 -> body + body;
            default -> body;
        };
    }

    private String noise(int length) {
        return random.ints(length, ' ', '~')
                .mapToObj(character -> character == '"' || character == '\\' ? "'" : Character.toString(character))
                .collect(Collectors.joining());
    }

    private void maybe(List<String> fields, String name, Supplier<String> value) {
        maybe(fields, name, value, 3);
    }

    private void maybe(List<String> fields, String name, Supplier<String> value, int oneIn) {
        boolean there = oneIn == 3 ? random.nextInt(3) > 0 : random.nextInt(oneIn) == 0;
        if (there) {
            fields.add('"' + name + "\":" + value.get());
        }
    }

    @SafeVarargs
    private <T> T oneOf(T... choices) {
        return choices[random.nextInt(choices.length)];
    }

    private static String shortened(String body) {
        return body.length() <= 2_000 ? body : body.substring(0, 2_000) + "…";
    }
}
