package io.eventbatcher.delivery.dispatch;

import io.eventbatcher.delivery.lane.MergedInput;
import io.eventbatcher.delivery.lane.PendingRequest;
import io.eventbatcher.delivery.search.Hint;
import io.eventbatcher.delivery.search.NamedInputs;
import io.eventbatcher.hubspot.Naming;
import java.util.BitSet;
import java.util.List;

/** Finds the inputs of a refused request that the answer names. */
final class AnswerHint {
    private AnswerHint() {}

    static Hint<MergedInput> of(PendingRequest request, Naming naming) {
        List<MergedInput> inputs = request.inputs();
        if (naming.undefinedName() != null) {
            return new Hint<>(
                    inputs.stream()
                            .filter(input -> naming.undefinedName().equals(input.eventName()))
                            .toList(),
                    true);
        }
        NamedInputs named = new NamedInputs(naming.texts());
        if (named.isEmpty()) {
            return Hint.none();
        }
        inputs.forEach(input -> named.add(input.json(), input.uuid(), input.identity()));
        BitSet numbers = named.numbers();
        return new Hint<>(numbers.stream().mapToObj(inputs::get).toList(), false);
    }
}
