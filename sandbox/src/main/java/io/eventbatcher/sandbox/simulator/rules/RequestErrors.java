package io.eventbatcher.sandbox.simulator.rules;

import io.eventbatcher.sandbox.simulator.api.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Collects the errors of a request and their places, because one answer names all errors. */
final class RequestErrors {
    /** Further errors are only counted, because nobody reads the five hundredth. */
    private static final int MOST_REPORTED = 20;

    private final Strictness strictness;
    private final List<Problem.Detail> details = new ArrayList<>();
    private String place = "";
    private int index = -1;
    private int found;

    RequestErrors(Strictness strictness) {
        this.strictness = strictness;
    }

    /** The reading that decides about errors. */
    Strictness strictness() {
        return strictness;
    }

    /** Further errors are about this input of a batch. */
    void startInput(int changed) {
        index = changed;
        place = "inputs[" + changed + "]";
    }

    /** Further errors are about the request as a whole. */
    void startBatch() {
        index = -1;
        place = "";
    }

    /** @param field the name of the field, or empty for the whole input */
    void add(String field, String message) {
        found++;
        if (details.size() < MOST_REPORTED) {
            String where = place.isEmpty() || field.isEmpty() ? place + field : place + "." + field;
            Map<String, List<String>> context =
                    index < 0 ? Map.of() : Map.of("index", List.of(Integer.toString(index)));
            details.add(new Problem.Detail(where + ": " + message, "INVALID_INPUT", where, context));
        }
    }

    boolean isEmpty() {
        return found == 0;
    }

    Problem problem() {
        String more = found == 1 ? "" : " (and " + (found - 1) + " more)";
        return Problem.validation("Invalid input. " + details.get(0).message() + more, details);
    }
}
