package io.eventbatcher.cli.deadletters;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import io.eventbatcher.deadletter.DeadLetterHeader;
import io.eventbatcher.replay.event.EventView;
import io.eventbatcher.replay.letter.Explanation;
import io.eventbatcher.replay.letter.HexDump;
import io.eventbatcher.replay.letter.LetterKind;
import io.eventbatcher.replay.letter.LetterState;
import io.eventbatcher.replay.letter.Remedy;
import io.eventbatcher.replay.letter.StoredLetter;
import io.eventbatcher.replay.resolution.Resolution;
import io.eventbatcher.replay.state.LetterJson;
import io.eventbatcher.replay.trace.Fact;
import java.util.List;
import java.util.function.Consumer;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/** The page of one dead letter: why, the event, HubSpot's answer, the headers, the history, the next step. */
final class LetterPage {
    private static final String INDENT = "  ";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Consumer<String> say;
    private final StoredLetter letter;
    private final LetterState state;
    private final EventView view;
    private final List<Fact> history;

    LetterPage(Consumer<String> say, StoredLetter letter, LetterState state, EventView view, List<Fact> history) {
        this.say = say;
        this.letter = letter;
        this.state = state;
        this.view = view;
        this.history = history;
    }

    void print() {
        say.accept("Letter " + letter.place() + ", " + state.label() + ", id " + letter.id());
        say.accept("Died at " + LetterTexts.time(letter.diedAt()) + " UTC; came from "
                + Resolution.text(letter.origin()) + "; replays before: " + letter.replays());
        title("Why: " + letter.reason());
        text(Explanation.of(letter));
        text(letter.message());
        answer();
        title("What can be done");
        text(Remedy.of(LetterKind.of(letter)));
        event();
        title("Headers");
        for (Header header : letter.entry().headers()) {
            text(header.key() + ": " + shown(header.value()));
        }
        title("Key");
        text(shown(letter.entry().key()));
        if (!history.isEmpty()) {
            title("History");
            history.forEach(fact -> text(LetterTexts.time(fact.time().toEpochMilli()) + "  "
                    + fact.step().label() + ": " + fact.text()));
        }
    }

    private void answer() {
        String status = letter.text(DeadLetterHeader.HTTP_STATUS);
        if (status != null) {
            title("HubSpot's answer");
            text("status " + status + field(", category ", DeadLetterHeader.HUBSPOT_CATEGORY)
                    + field(", after requests: ", DeadLetterHeader.ATTEMPTS));
            text("correlation id " + field("", DeadLetterHeader.HUBSPOT_CORRELATION_ID)
                    + field(", batch ", DeadLetterHeader.BATCH_ID)
                    + field(", trace id ", DeadLetterHeader.TRACE_ID));
        }
    }

    private String field(String before, DeadLetterHeader header) {
        String text = letter.text(header);
        return text == null ? "" : before + text;
    }

    private void event() {
        title("The event as its producer wrote it" + (view.writer().isEmpty() ? "" : " (" + view.writer() + ")"));
        if (view.fields().isPresent()) {
            json(view.fields().get());
        } else {
            text(view.trouble());
            byte[] value = letter.entry().value();
            if (value != null) {
                HexDump.of(value).forEach(line -> say.accept(INDENT + line));
            }
        }
        if (view.input().isPresent()) {
            title("The input that HubSpot gets");
            json(parsed(view.input().get()));
        } else if (view.fields().isPresent()) {
            title("HubSpot gets nothing, because the event does not pass");
            view.findings().forEach(this::text);
        }
    }

    private void title(String title) {
        say.accept("");
        LetterTexts.wrapped(title, "", "").forEach(say);
    }

    private void text(String text) {
        if (!text.isEmpty()) {
            LetterTexts.wrapped(text, INDENT, INDENT).forEach(say);
        }
    }

    private void json(JsonNode json) {
        json.toPrettyString()
                .lines()
                .forEach(line -> LetterTexts.wrapped(line, INDENT, INDENT).forEach(say));
    }

    static JsonNode parsed(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException other) {
            return TextNode.valueOf(json);
        }
    }

    private static String shown(byte @Nullable [] bytes) {
        if (bytes == null) {
            return "null";
        }
        String text = LetterJson.text(bytes);
        return text != null ? text : String.join(" ", HexDump.of(bytes));
    }
}
