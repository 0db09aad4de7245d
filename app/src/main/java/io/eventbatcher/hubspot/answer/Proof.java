package io.eventbatcher.hubspot.answer;

import io.eventbatcher.hubspot.Facts;
import io.eventbatcher.hubspot.HubSpotRequest;
import io.eventbatcher.hubspot.InputResult;
import io.eventbatcher.hubspot.Outcome;
import io.eventbatcher.hubspot.Outcome.Delivered;
import io.eventbatcher.hubspot.Outcome.PartlyDelivered;
import io.eventbatcher.hubspot.Outcome.Unproven;
import io.eventbatcher.hubspot.RejectionKind;
import io.eventbatcher.hubspot.RequestInput;
import io.eventbatcher.hubspot.answer.AnswerBody.BodyError;
import io.eventbatcher.route.Route;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the result of each input from a complete answer. An input without a result is unproven, never delivered. */
final class Proof {
    static final String NOT_FOUND = "OBJECT_NOT_FOUND";

    private Proof() {}

    /** The outcome of a COMPLETE answer in JSON. */
    static Outcome of(HubSpotRequest request, Facts facts, AnswerBody body) {
        List<InputResult> results = request.route().proof() == Route.Proof.BY_ID
                ? byId(request, facts, body)
                : byPosition(request, facts, body);
        if (results.size() == 1) {
            results = List.of(ofOnly(results.get(0), facts, body));
        }
        if (results.stream().allMatch(InputResult.Proven.class::isInstance)) {
            return new Delivered(facts);
        }
        return results.size() == 1 && results.get(0) instanceof InputResult.Unproven
                ? new Unproven(explained(facts, body))
                : new PartlyDelivered(facts, results);
    }

    /**
     * Results carry no external ids, so only a full list without errors proves the inputs; otherwise each is sent alone. A 207 says that
     * results differ, and proves nothing by position.
     */
    private static List<InputResult> byPosition(HubSpotRequest request, Facts facts, AnswerBody body) {
        int inputs = request.inputs().size();
        boolean proven = facts.status() != 207 && body.resultCount() == inputs && !body.hasErrors();
        return Collections.nCopies(inputs, proven ? new InputResult.Proven() : new InputResult.Unproven());
    }

    private static List<InputResult> byId(HubSpotRequest request, Facts facts, AnswerBody body) {
        Set<String> done = body.resultIds();
        Map<String, BodyError> named = new HashMap<>();
        for (BodyError error : body.errors()) {
            error.named().forEach(id -> named.putIfAbsent(id, error));
        }
        List<String> ids = request.inputs().stream()
                .map(RequestInput::identity)
                .map(ObjectId::of)
                .toList();
        return ids.stream()
                .map(id -> Collections.frequency(ids, id) > 1
                        ? new InputResult.Unproven()
                        : result(facts, done.contains(id), named.get(id)))
                .toList();
    }

    /** An id among both the results and the errors is a contradiction, and proves nothing. */
    private static InputResult result(Facts facts, boolean done, @Nullable BodyError error) {
        if (error == null) {
            return done ? new InputResult.Proven() : new InputResult.Unproven();
        }
        return done ? new InputResult.Unproven() : refused(facts, error);
    }

    /** An answer without results that speaks of an error, whatever the error names, speaks of the only input. */
    private static InputResult ofOnly(InputResult result, Facts facts, AnswerBody body) {
        return result instanceof InputResult.Unproven && body.resultCount() < 1
                ? body.errors().stream()
                        .filter(BodyError::speaks)
                        .findFirst()
                        .map(error -> refused(facts, error))
                        .orElse(result)
                : result;
    }

    private static InputResult refused(Facts facts, BodyError error) {
        return new InputResult.Refused(
                facts.about(error.category(), error.message()),
                NOT_FOUND.equals(error.category()) ? RejectionKind.NOT_FOUND : RejectionKind.REJECTED);
    }

    /** The facts with the first error of the body. */
    private static Facts explained(Facts facts, AnswerBody body) {
        return body.errors().stream()
                .findFirst()
                .map(error -> facts.about(error.category(), error.message()))
                .orElse(facts);
    }
}
