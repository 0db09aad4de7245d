package io.eventbatcher.console.page.letters;

import io.eventbatcher.console.html.Html;
import io.eventbatcher.console.html.Link;
import io.eventbatcher.console.http.Parameters;
import io.eventbatcher.replay.letter.FilterOption;
import io.eventbatcher.replay.letter.LetterFilter;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A filter in the words of an address: the options of the command line are the names of parameters. */
public final class LetterQuery {
    /** The path of the page that takes a filter. */
    static final String LETTERS = "/console/letters";

    /** Options by which letters of one kind do not differ. */
    private static final Set<FilterOption> OF_KINDS = EnumSet.of(
            FilterOption.REASON,
            FilterOption.ROUTE,
            FilterOption.EVENT_NAME,
            FilterOption.CATEGORY,
            FilterOption.GROUP);

    private final Map<FilterOption, List<String>> words = new EnumMap<>(FilterOption.class);

    private LetterQuery() {}

    /** The filter that parameters name; empty values and other parameters do not count. */
    public static LetterQuery of(Parameters parameters) {
        LetterQuery query = new LetterQuery();
        for (FilterOption option : FilterOption.values()) {
            List<String> values = parameters.all(option.label()).stream()
                    .filter(value -> !value.isBlank())
                    .toList();
            if (!values.isEmpty()) {
                query.words.put(option, values);
            }
        }
        return query;
    }

    /** The filter of one value. */
    static LetterQuery of(FilterOption option, String value) {
        LetterQuery query = new LetterQuery();
        query.words.put(option, List.of(value));
        return query;
    }

    /** @throws io.eventbatcher.replay.letter.IllegalFilterException for a value that an option does not take */
    public LetterFilter filter(Instant now) {
        return LetterFilter.of(words, now);
    }

    /** The address with the filter. */
    public Link on(Link link) {
        Link whole = link;
        for (Map.Entry<FilterOption, List<String>> word : words.entrySet()) {
            whole = whole.with(word.getKey().label(), word.getValue());
        }
        return whole;
    }

    /** The address with the filter, for the letters of one kind. */
    Link on(Link link, String group) {
        LetterQuery further = new LetterQuery();
        further.words.putAll(words);
        further.words.put(FilterOption.GROUP, List.of(group));
        return further.on(link);
    }

    /** True if the filter leaves no kind with a part of its letters only. */
    boolean hasWholeKinds() {
        return OF_KINDS.containsAll(words.keySet());
    }

    /** The filter as hidden fields of a form. */
    public Html fields() {
        return words.entrySet().stream()
                .flatMap(word -> word.getValue().stream()
                        .map(value -> Html.of(
                                "<input type=\"hidden\" name=\"{}\" value=\"{}\">",
                                word.getKey().label(),
                                value)))
                .collect(Html.joined());
    }

    /** The only value of an option; empty for none or several. */
    public Optional<String> value(FilterOption option) {
        Collection<String> values = words.getOrDefault(option, List.of());
        return values.size() == 1 ? values.stream().findFirst() : Optional.empty();
    }

    public boolean isEmpty() {
        return words.isEmpty();
    }

    /** The words as they stand; equal queries have equal texts. */
    @Override
    public String toString() {
        return words.toString();
    }
}
