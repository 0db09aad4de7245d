package io.eventbatcher.replay.event;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The fields that an operator changes: the same for all letters, or those of each letter. Texts by path, empty for null. */
public final class FieldEdits {
    /** Changes nothing. */
    public static final FieldEdits NONE = new FieldEdits(Map.of(), Map.of(), false);

    private static final String NULL = "null";

    private final Map<String, Optional<String>> forAll;
    private final Map<UUID, Map<String, Optional<String>>> forEach;

    private final boolean byOurSchema;

    private FieldEdits(
            Map<String, Optional<String>> forAll,
            Map<UUID, Map<String, Optional<String>>> forEach,
            boolean byOurSchema) {
        this.byOurSchema = byOurSchema;
        this.forAll = Collections.unmodifiableMap(new LinkedHashMap<>(forAll));
        this.forEach = Map.copyOf(forEach);
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
            if (word.lines().count() > 1) {
                // a run records its edits as lines
                throw new IllegalArgumentException(
                        "'" + word.substring(0, equals).strip()
                                + "' gets a value of several lines: 'dead-letters edit --file' takes such values.");
            }
            fields.put(word.substring(0, equals).strip(), value.equals(NULL) ? Optional.empty() : Optional.of(value));
        }
        return new FieldEdits(fields, Map.of(), false);
    }

    /** Edits of single letters, by their ids. */
    public static FieldEdits ofLetters(Map<UUID, Map<String, Optional<String>>> fields) {
        return new FieldEdits(Map.of(), fields, false);
    }

    /** The same edits of events that are encoded by our own schema before, so that fields can be set that the writer's schema lacks. */
    public FieldEdits byOurSchema(boolean wanted) {
        return new FieldEdits(forAll, forEach, wanted);
    }

    public boolean isByOurSchema() {
        return byOurSchema;
    }

    /** The fields of a letter. */
    public Map<String, Optional<String>> fields(UUID letter) {
        return forEach.isEmpty() ? forAll : forEach.getOrDefault(letter, Map.of());
    }

    /** The paths of a letter's changed fields. */
    public List<String> paths(UUID letter) {
        return List.copyOf(fields(letter).keySet());
    }

    /** The paths of fields that are changed in all letters. */
    public List<String> paths() {
        return List.copyOf(forAll.keySet());
    }

    /** The words of {@link #of}; none for edits of single letters. */
    public List<String> words() {
        List<String> words = new ArrayList<>();
        forAll.forEach((path, text) -> words.add(path + '=' + text.orElse(NULL)));
        return words;
    }

    public boolean isEmpty() {
        return forAll.isEmpty() && forEach.isEmpty();
    }

    /** The edits of single letters; none for edits of all. */
    public Map<UUID, Map<String, Optional<String>>> ofLetters() {
        return forEach;
    }
}
