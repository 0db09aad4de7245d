package io.eventbatcher.console.page.letters;

import io.eventbatcher.console.http.Parameters;
import io.eventbatcher.console.page.Masks;
import io.eventbatcher.deadletter.DeadLetterHeader;
import io.eventbatcher.replay.letter.LetterKind;
import io.eventbatcher.replay.letter.StoredLetter;
import io.eventbatcher.replay.resolution.Resolution;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;

/** The columns that a reader of the list may choose, beside the letter and its state. */
enum Column {
    REASON("reason", "Reason", true),
    EVENT_NAME("event-name", "Event", true),
    MESSAGE("message", "Message", true),
    ROUTE("route", "Route", false),
    STATUS("status", "Status", false),
    CATEGORY("category", "Category", false),
    SOURCE("source", "Came from", false),
    REPLAYS("replays", "Replays", false),
    GROUP("group", "Kind", false),
    UUID("uuid", "Uuid", false);

    /** The parameter of addresses; a group of columns has one value for each. */
    static final String PARAMETER = "column";

    private final String word;
    private final String title;
    private final boolean usual;

    Column(String word, String title, boolean usual) {
        this.word = word;
        this.title = title;
        this.usual = usual;
    }

    private static String header(StoredLetter letter, DeadLetterHeader header) {
        return Objects.requireNonNullElse(letter.text(header), "");
    }

    /** The columns that an address names; the usual ones if it names none. */
    static Set<Column> of(Parameters parameters) {
        Set<Column> chosen = EnumSet.noneOf(Column.class);
        Arrays.stream(values())
                .filter(column -> parameters.all(PARAMETER).contains(column.word))
                .forEach(chosen::add);
        if (chosen.isEmpty()) {
            Arrays.stream(values()).filter(column -> column.usual).forEach(chosen::add);
        }
        return chosen;
    }

    String word() {
        return word;
    }

    String title() {
        return title;
    }

    String text(StoredLetter letter) {
        return switch (this) {
            case REASON -> letter.reason();
            case EVENT_NAME -> Masks.text(header(letter, DeadLetterHeader.EVENT_NAME));
            case MESSAGE -> Masks.text(letter.message());
            case ROUTE -> header(letter, DeadLetterHeader.ROUTE);
            case STATUS -> header(letter, DeadLetterHeader.HTTP_STATUS);
            case CATEGORY -> header(letter, DeadLetterHeader.HUBSPOT_CATEGORY);
            case SOURCE -> Resolution.text(letter.origin());
            case REPLAYS -> String.valueOf(letter.replays());
            case GROUP -> LetterKind.of(letter).id();
            case UUID -> header(letter, DeadLetterHeader.UUID);
        };
    }
}
