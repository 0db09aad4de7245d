package io.eventbatcher.replay.letter;

import io.eventbatcher.deadletter.DeadLetterId;
import io.eventbatcher.deadletter.Reason;
import io.eventbatcher.route.Route;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The values that options of filters take. */
final class FilterValues {
    private static final List<String> REASONS = Stream.concat(
                    Arrays.stream(Reason.values()).map(Reason::label),
                    Stream.of(StoredLetter.OF_KAFKA, StoredLetter.BY_HAND))
            .toList();
    private static final List<String> ROUTES =
            Arrays.stream(Route.values()).map(Route::label).toList();
    private static final List<String> STATES = Stream.concat(
                    Stream.of(LetterState.REPLAYED),
                    Arrays.stream(LetterState.values()).map(LetterState::label))
            .toList();

    private FilterValues() {}

    /** The value in the form of a letter's own texts. */
    static String checked(FilterOption option, String word, Instant now) {
        String value = word.strip();
        return switch (option) {
            case REASON -> oneOf(option, value, REASONS);
            case ROUTE -> oneOf(option, value, ROUTES);
            case STATE -> oneOf(option, value, STATES);
            case CATEGORY -> some(option, value).toUpperCase(Locale.ROOT);
            case STATUS -> matching(option, value, "\\d{1,3}");
            case PARTITION -> matching(option, value, "\\d{1,9}");
            case OFFSET -> matching(option, value, "\\d{1,18}");
            case GROUP -> matching(option, value.toLowerCase(Locale.ROOT), LetterKind.ID_PATTERN);
            case ID ->
                DeadLetterId.parse(value)
                        .map(Object::toString)
                        .orElseThrow(() -> new IllegalFilterException(option, word, option.takes()));
            case SINCE, UNTIL -> time(option, value, now).toString();
            case EVENT_NAME, UUID, SOURCE_TOPIC -> some(option, value);
            case KEY, MESSAGE -> some(option, word);
        };
    }

    private static String oneOf(FilterOption option, String value, List<String> known) {
        if (!known.contains(value)) {
            throw new IllegalFilterException(
                    option, value, "one of " + known.stream().collect(Collectors.joining(", ")));
        }
        return value;
    }

    private static String some(FilterOption option, String value) {
        if (value.isEmpty()) {
            throw new IllegalFilterException(option, value, option.takes());
        }
        return value;
    }

    private static String matching(FilterOption option, String value, String pattern) {
        if (!value.matches(pattern)) {
            throw new IllegalFilterException(option, value, option.takes());
        }
        return value.matches("\\d+") && option != FilterOption.GROUP
                ? Long.valueOf(value).toString()
                : value;
    }

    private static Instant time(FilterOption option, String value, Instant now) {
        try {
            if (value.matches("(\\d+[dhmsDHMS])+")) {
                String span = value.toUpperCase(Locale.ROOT);
                int days = span.indexOf('D');
                String iso =
                        days < 0 ? "PT" + span : "P" + span.substring(0, days + 1) + "T" + span.substring(days + 1);
                return now.minus(Duration.parse(iso.endsWith("T") ? iso.substring(0, iso.length() - 1) : iso));
            }
            return Instant.parse(value.matches("\\d{4}-\\d\\d-\\d\\d") ? value + "T00:00:00Z" : value);
        } catch (DateTimeException | ArithmeticException other) {
            throw new IllegalFilterException(option, value, option.takes());
        }
    }
}
