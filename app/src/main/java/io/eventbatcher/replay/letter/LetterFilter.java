package io.eventbatcher.replay.letter;

import io.eventbatcher.deadletter.DeadLetterHeader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A selection of dead letters, the same for every command. Values of one option widen the selection, further options narrow it; an option
 * without values asks nothing.
 */
public final class LetterFilter {
    /** Takes every letter. */
    public static final LetterFilter ALL = new LetterFilter(Map.of());

    private final Map<FilterOption, Set<String>> terms;
    private final long since;
    private final long until;

    private LetterFilter(Map<FilterOption, Set<String>> terms) {
        this.terms = terms;
        this.since = values(FilterOption.SINCE).stream()
                .mapToLong(time -> Instant.parse(time).toEpochMilli())
                .min()
                .orElse(Long.MIN_VALUE);
        this.until = values(FilterOption.UNTIL).stream()
                .mapToLong(time -> Instant.parse(time).toEpochMilli())
                .max()
                .orElse(Long.MAX_VALUE);
    }

    /**
     * The filter of an operator's words.
     *
     * @param now the time before which {@code --since 2h} begins
     * @throws IllegalFilterException for a value that an option does not take
     */
    public static LetterFilter of(Map<FilterOption, ? extends Collection<String>> words, Instant now) {
        Map<FilterOption, Set<String>> terms = new EnumMap<>(FilterOption.class);
        words.forEach((option, values) -> {
            Set<String> checked = new TreeSet<>();
            values.forEach(value -> checked.add(FilterValues.checked(option, value, now)));
            if (!checked.isEmpty()) {
                terms.put(option, Collections.unmodifiableSet(checked));
            }
        });
        return new LetterFilter(Collections.unmodifiableMap(terms));
    }

    /** The values of each option as texts, with absolute times: the form in which a run records its filter. */
    public Map<FilterOption, Set<String>> terms() {
        return terms;
    }

    /** The same filter with other values for an option. */
    public LetterFilter with(FilterOption option, Set<String> values) {
        Map<FilterOption, Set<String>> changed = new EnumMap<>(FilterOption.class);
        changed.putAll(terms);
        changed.put(option, values);
        return of(changed, Instant.EPOCH);
    }

    public Set<String> values(FilterOption option) {
        return terms.getOrDefault(option, Set.of());
    }

    /** The earliest time of death; null for any. */
    public @Nullable Instant since() {
        return since == Long.MIN_VALUE ? null : Instant.ofEpochMilli(since);
    }

    /** The numbers of an option whose values are numbers, sorted. */
    public List<Long> numbers(FilterOption option) {
        return values(option).stream().map(Long::valueOf).sorted().toList();
    }

    /** The states that are asked for; all if none is named. */
    public Set<LetterState> states() {
        Set<String> named = values(FilterOption.STATE);
        if (named.isEmpty()) {
            return EnumSet.allOf(LetterState.class);
        }
        Set<LetterState> states = EnumSet.noneOf(LetterState.class);
        for (LetterState state : LetterState.values()) {
            if (named.contains(state.label()) || (named.contains(LetterState.REPLAYED) && state.replayed())) {
                states.add(state);
            }
        }
        return states;
    }

    /** True if the letter answers all questions but those about its state. */
    public boolean matches(StoredLetter letter) {
        for (Map.Entry<FilterOption, Set<String>> term : terms.entrySet()) {
            if (!matches(term.getKey(), term.getValue(), letter)) {
                return false;
            }
        }
        return true;
    }

    private boolean matches(FilterOption option, Set<String> values, StoredLetter letter) {
        return switch (option) {
            case REASON -> values.contains(letter.reason());
            case ROUTE -> contains(values, letter, DeadLetterHeader.ROUTE);
            case CATEGORY -> contains(values, letter, DeadLetterHeader.HUBSPOT_CATEGORY);
            case STATUS -> contains(values, letter, DeadLetterHeader.HTTP_STATUS);
            case EVENT_NAME -> contains(values, letter, DeadLetterHeader.EVENT_NAME);
            case UUID -> contains(values, letter, DeadLetterHeader.UUID);
            case SOURCE_TOPIC -> contains(values, letter, DeadLetterHeader.ERRORS_TOPIC);
            case KEY -> key(letter, values);
            case PARTITION -> values.contains(Integer.toString(letter.partition()));
            case OFFSET -> values.contains(Long.toString(letter.offset()));
            case ID -> values.contains(letter.id().toString());
            case SINCE -> letter.diedAt() >= since;
            case UNTIL -> letter.diedAt() < until;
            case MESSAGE -> message(letter, values);
            case GROUP -> values.contains(LetterKind.of(letter).id());
            case STATE -> true;
        };
    }

    private static boolean contains(Set<String> values, StoredLetter letter, DeadLetterHeader header) {
        String text = letter.text(header);
        return text != null && values.contains(text);
    }

    private static boolean key(StoredLetter letter, Set<String> values) {
        byte[] key = letter.entry().key();
        return key != null && values.contains(new String(key, StandardCharsets.UTF_8));
    }

    private static boolean message(StoredLetter letter, Set<String> values) {
        String message = letter.message().toLowerCase(Locale.ROOT);
        return values.stream().anyMatch(part -> message.contains(part.toLowerCase(Locale.ROOT)));
    }

    /** The filter as options of a command. */
    @Override
    public String toString() {
        StringBuilder words = new StringBuilder();
        terms.forEach((option, values) -> values.forEach(value -> words.append(words.isEmpty() ? "--" : " --")
                .append(option.label())
                .append(' ')
                .append(value.matches("[\\w.:@/-]+") ? value : "'" + value.replace("'", "'\\''") + "'")));
        return words.toString();
    }
}
