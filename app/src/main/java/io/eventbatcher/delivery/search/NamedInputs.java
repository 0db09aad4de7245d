package io.eventbatcher.delivery.search;

import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The inputs of a request that an answer names: by a text that stands in the answer and in some inputs, but not in all. */
public final class NamedInputs {
    private final AnswerWords words;
    private final Map<String, BitSet> inputsByText = new HashMap<>();
    private int inputs;

    /** @param texts of the answer */
    public NamedInputs(List<String> texts) {
        words = new AnswerWords(texts);
    }

    /** True if the answer says nothing that could name an input. */
    public boolean isEmpty() {
        return words.isEmpty();
    }

    /**
     * Adds the next input of the request.
     *
     * @param json the input
     * @param ids further texts of the input
     */
    public void add(byte[] json, String... ids) {
        int number = inputs++;
        for (String id : ids) {
            note(number, id);
        }
        InputTexts.read(json, text -> note(number, text));
    }

    private void note(int number, String text) {
        BitSet some = inputsByText.get(text);
        if (some == null && words.name(text)) {
            some = new BitSet();
            inputsByText.put(text, some);
        }
        if (some != null) {
            some.set(number);
        }
    }

    /** The numbers of the named inputs, from 0: those of the rarest texts, together at most half of all where possible. */
    public BitSet numbers() {
        BitSet named = new BitSet();
        inputsByText.values().stream()
                .filter(some -> some.cardinality() < inputs)
                .sorted(Comparator.comparingInt(BitSet::cardinality))
                .forEach(some -> {
                    BitSet both = (BitSet) named.clone();
                    both.or(some);
                    if (named.isEmpty() || 2 * both.cardinality() <= inputs) {
                        named.or(some);
                    }
                });
        return named;
    }
}
