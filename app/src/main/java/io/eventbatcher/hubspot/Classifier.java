package io.eventbatcher.hubspot;

import io.eventbatcher.hubspot.AnswerBody.BodyError;
import io.eventbatcher.hubspot.Outcome.Delivered;
import io.eventbatcher.hubspot.Outcome.Halt;
import io.eventbatcher.hubspot.Outcome.PartlyDelivered;
import io.eventbatcher.hubspot.Outcome.Rejected;
import io.eventbatcher.hubspot.Outcome.Retry;
import io.eventbatcher.hubspot.Outcome.Split;
import io.eventbatcher.hubspot.Outcome.Unproven;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What an answer means: decided here and nowhere else. The status decides; the body only tells inputs apart, and it tells a 404
 * about an object from one about our configuration.
 *
 * <p>Only what is known to be a refusal of an input is one. Everything not named here is a {@link Retry}.
 */
final class Classifier {
    private static final String NOT_FOUND = "OBJECT_NOT_FOUND";

    private final Clock clock;

    Classifier(Clock clock) {
        this.clock = clock;
    }

    Outcome classify(HubSpotRequest request, Answer answer) {
        AnswerBody body = AnswerBody.read(answer.body());
        Facts facts = new Facts(
                answer.status(),
                body.category(),
                body.message(),
                body.correlationId() == null ? answer.correlationId() : body.correlationId(),
                answer.latency());
        return switch (answer.status()) {
            case 200, 204, 207 -> success(request, facts, body, answer);
            case 400, 413, 422 -> refused(request, facts, Refusal.REJECTED);
            case 404 ->
                NOT_FOUND.equals(body.category())
                        ? refused(request, facts, Refusal.NOT_FOUND)
                        : new Halt(facts, Halt.Scope.ROUTE);
            case 401 -> new Halt(facts, Halt.Scope.CREDENTIALS);
            case 403, 405, 301, 302, 303, 307, 308 -> new Halt(facts, Halt.Scope.ROUTE);
            default -> retry(facts, answer);
        };
    }

    private Outcome success(HubSpotRequest request, Facts facts, AnswerBody body, Answer answer) {
        return switch (request.route().proof()) {
            case WHOLE -> facts.status() == 204 ? new Delivered(facts) : retry(facts, answer);
            case BY_POSITION ->
                facts.status() == 200 && body.complete() ? byPosition(request, facts, body) : retry(facts, answer);
            case BY_ID -> facts.status() != 204 && body.complete() ? byId(request, facts, body) : retry(facts, answer);
        };
    }

    /** Results carry no external ids, so only a complete list without errors says anything; otherwise each is asked alone. */
    private Outcome byPosition(HubSpotRequest request, Facts facts, AnswerBody body) {
        int inputs = request.inputs().size();
        if (body.resultCount() == inputs && !body.hasErrors()) {
            return new Delivered(facts);
        }
        List<InputResult> results = new ArrayList<>(inputs);
        for (int i = 0; i < inputs; i++) {
            results.add(new InputResult.Unproven());
        }
        return inputs == 1 ? new Unproven(facts) : new PartlyDelivered(facts, results);
    }

    private Outcome byId(HubSpotRequest request, Facts facts, AnswerBody body) {
        Set<String> proven = body.resultIds();
        Map<String, BodyError> named = new HashMap<>();
        for (BodyError error : body.errors()) {
            error.named().forEach(id -> named.putIfAbsent(id, error));
        }
        List<InputResult> results = new ArrayList<>(request.inputs().size());
        for (RequestInput input : request.inputs()) {
            String id = input.identity();
            results.add(result(facts, proven.contains(id), Optional.ofNullable(named.get(id))));
        }
        if (results.stream().allMatch(InputResult.Proven.class::isInstance)) {
            return new Delivered(facts);
        }
        boolean nothingKnown = results.size() == 1 && results.get(0) instanceof InputResult.Unproven;
        return nothingKnown ? new Unproven(facts) : new PartlyDelivered(facts, results);
    }

    /** An id that is among both the results and the errors is a contradiction, which proves neither. */
    private static InputResult result(Facts facts, boolean proven, Optional<BodyError> error) {
        if (proven == error.isPresent()) {
            return new InputResult.Unproven();
        }
        return error.<InputResult>map(refused -> new InputResult.Refused(
                        facts.about(refused.category(), refused.message()),
                        NOT_FOUND.equals(refused.category()) ? Refusal.NOT_FOUND : Refusal.REJECTED))
                .orElseGet(InputResult.Proven::new);
    }

    private static Outcome refused(HubSpotRequest request, Facts facts, Refusal refusal) {
        return request.inputs().size() > 1 ? new Split(facts) : new Rejected(facts, refusal);
    }

    private Outcome retry(Facts facts, Answer answer) {
        Duration notBefore = RetryAfter.parse(answer.retryAfter(), clock.instant());
        return new Retry(facts, notBefore, facts.status() >= 500);
    }

    /** No answer at all: it may or may not have been done. */
    Outcome withoutAnswer(String what) {
        return new Retry(Facts.withoutAnswer(what), Duration.ZERO, true);
    }
}
