package io.eventbatcher.replay.event;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The fields that an operator changes, the same for all letters of a run.
 *
 * @param fields texts by path, such as {@code properties.total}; empty for null
 */
public record FieldEdits(Map<String, Optional<String>> fields) {
    /** Changes nothing. */
    public static final FieldEdits NONE = new FieldEdits(Map.of());

    private static final String NULL = "null";

    public FieldEdits {
        fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }

    /**
     * The edits of an operator's words: {@code path=value}, and {@code path=null}.
     *
     * @throws IllegalArgumentException for a word without path or value, as a sentence
     */
    public static FieldEdits of(List<String> words) {
        Map<String, Optional<String>> fields = new LinkedHashMap<>();
        for (String word : words) {
            int equals = word.indexOf('=');
            if (equals < 1) {
                throw new IllegalArgumentException("'" + word
                        + "' changes nothing: write a field and its value, such as properties.total=129.90.");
            }
            String value = word.substring(equals + 1);
            fields.put(word.substring(0, equals).strip(), value.equals(NULL) ? Optional.empty() : Optional.of(value));
        }
        return new FieldEdits(fields);
    }

    /** The words of {@link #of}. */
    public List<String> words() {
        List<String> words = new ArrayList<>();
        fields.forEach((path, text) -> words.add(path + '=' + text.orElse(NULL)));
        return words;
    }

    public boolean isEmpty() {
        return fields.isEmpty();
    }

    /** The paths of the changed fields. */
    public List<String> paths() {
        return List.copyOf(fields.keySet());
    }
}
