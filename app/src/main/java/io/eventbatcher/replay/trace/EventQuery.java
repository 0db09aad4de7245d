package io.eventbatcher.replay.trace;

import io.eventbatcher.log.Printable;
import io.eventbatcher.replay.letter.FilterOption;
import io.eventbatcher.replay.letter.LetterFilter;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The question for an event.
 *
 * @param by the property that is known of the event
 * @param text the property's value; of an origin {@code topic/partition/offset}
 * @param since the time from which source topics and receipts are read, by the timestamps of their records
 * @param most so many events are told at most, the newest
 */
public record EventQuery(By by, String text, Instant since, int most) {
    /** The time that is looked back, unless somebody says more. */
    public static final String USUAL_SINCE = "1d";

    private static final String PLACE = "[^/]{1,249}/\\d{1,9}/\\d{1,18}";

    /** The properties by which an event is found. */
    public enum By {
        UUID("uuid", "uuid"),
        EMAIL("e-mail", "email"),
        OBJECT_ID("object id", "object-id"),
        EXTERNAL_ID("external id", "external-id"),
        ORIGIN("origin", "origin");

        private final String label;
        private final String option;

        By(String label, String option) {
            this.label = label;
            this.option = option;
        }

        /** The property in words. */
        public String label() {
            return label;
        }

        /** The name in commands and addresses. */
        public String option() {
            return option;
        }

        /** The reason why a text names no event, as a sentence; empty for a text that may name one. */
        public Optional<String> objection(String text) {
            if (text.isBlank()) {
                return Optional.of("An empty text names no event.");
            }
            return this != ORIGIN || text.matches(PLACE)
                    ? Optional.empty()
                    : Optional.of(
                            "'" + Printable.brief(text)
                                    + "' is no origin: write topic/partition/offset, such as hubspot.behavioral-events/3/1841.");
        }
    }

    /**
     * A question in the words of a person.
     *
     * @param since a time, or a span before now
     * @throws io.eventbatcher.replay.letter.IllegalFilterException for a since that is neither
     */
    public static EventQuery of(By by, String text, String since, int most, Instant now) {
        Instant from =
                LetterFilter.of(Map.of(FilterOption.SINCE, List.of(since)), now).since();
        return new EventQuery(by, text, Objects.requireNonNullElse(from, Instant.EPOCH), most);
    }

    /** The property and its value, in words. */
    @Override
    public String toString() {
        return "the " + by.label + ' ' + text;
    }
}
