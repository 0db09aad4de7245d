package io.eventbatcher.console.page.letters;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.eventbatcher.config.Settings;
import io.eventbatcher.console.html.Html;
import io.eventbatcher.console.page.Masks;
import io.eventbatcher.console.page.Times;
import io.eventbatcher.deadletter.DeadLetterHeader;
import io.eventbatcher.replay.letter.HexDump;
import io.eventbatcher.replay.letter.StoredLetter;
import io.eventbatcher.replay.state.LetterJson;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/** The parts of a letter to be opened: the input, raw bytes, headers, and what can be copied. */
final class LetterParts {
    private static final int MOST_SHOWN = 100_000;

    /** Written by the service: no data of persons, but for the message. */
    private static final Set<String> OURS =
            Arrays.stream(DeadLetterHeader.values()).map(DeadLetterHeader::key).collect(Collectors.toSet());

    private final Settings settings;
    private final LetterView view;
    private final boolean seen;

    LetterParts(Settings settings, LetterView view, boolean seen) {
        this.settings = settings;
        this.view = view;
        this.seen = seen;
    }

    Html html() {
        StoredLetter letter = view.letter();
        byte[] value = letter.entry().value();
        return Html.of(
                """
                <section class="parts" aria-labelledby="parts-title"><h2 id="parts-title">All of it</h2>
                {}<details><summary>Headers</summary><div class="scroll"><table><thead><tr><th scope="col">Name</th>
                <th scope="col">Value</th></tr></thead><tbody>{}</tbody></table></div></details>{}{}{}{}{}{}</section>
                """,
                view.event()
                        .input()
                        .map(input ->
                                part("input", "The input as HubSpot gets it", seen ? input : hidden(input.length())))
                        .orElse(Html.EMPTY),
                headers(),
                part("key", "Key", bytes(letter.entry().key())),
                part("raw", "Value, raw", bytes(value)),
                part("hex", "Value, in hexadecimal", value == null ? "null" : seen ? hex(value) : hidden(value.length)),
                part(
                        "json",
                        "Copy as JSON",
                        seen
                                ? LetterJson.whole(letter, view.state()).toPrettyString()
                                : Masks.text(LetterJson.of(letter, view.state()).toPrettyString())),
                view.event()
                        .input()
                        .map(input -> part("curl", "Copy as curl", curl(input)))
                        .orElse(Html.EMPTY),
                part(
                        "command",
                        "Copy as command",
                        "event-batcher dead-letters show " + letter.place() + " --config event-batcher.yaml"));
    }

    private static Html part(String id, String title, String text) {
        String shown = text.length() <= MOST_SHOWN
                ? text
                : text.substring(0, MOST_SHOWN) + "\n… and " + Times.count(text.length() - MOST_SHOWN, "character")
                        + " more";
        return Html.of(
                "<details><summary>{}</summary><p class=\"copy\"><button type=\"button\" class=\"copier\" data-copies=\"{}\" hidden>Copy</button></p>{}</details>",
                title,
                id,
                pre(id, shown));
    }

    private Html headers() {
        return StreamSupport.stream(view.letter().entry().headers().spliterator(), false)
                .map(this::header)
                .collect(Html.joined());
    }

    private Html header(Header header) {
        String text = OURS.contains(header.key()) ? Masks.text(text(header.value())) : bytes(header.value());
        return Html.of("<tr><th scope=\"row\">{}</th><td>{}</td></tr>", header.key(), text);
    }

    private String bytes(byte @Nullable [] bytes) {
        return bytes == null ? "null" : seen ? text(bytes) : hidden(bytes.length);
    }

    private static String text(byte @Nullable [] bytes) {
        return bytes == null ? "null" : new String(bytes, UTF_8);
    }

    private static String hidden(int length) {
        return "••• " + Times.count(length, "byte") + ", hidden";
    }

    private static String hex(byte[] value) {
        return String.join("\n", HexDump.of(value));
    }

    private String curl(String input) {
        String data = seen ? "{\"inputs\":[" + input + "]}" : "••• hidden";
        String url = settings.hubspot().baseUrl()
                + view.letter()
                        .route()
                        .map(route -> settings.route(route).path())
                        .orElse("");
        return "curl -X POST '" + url + "' \\\n  -H \"Authorization: Bearer $HUBSPOT_TOKEN\" \\\n"
                + "  -H 'Content-Type: application/json' \\\n  --data '" + data.replace("'", "'\\''") + "'";
    }

    static Html pre(String id, String text) {
        return Html.of("<pre id=\"{}\" tabindex=\"0\">{}</pre>", id, text);
    }
}
