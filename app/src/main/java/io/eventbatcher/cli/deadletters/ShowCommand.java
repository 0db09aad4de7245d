package io.eventbatcher.cli.deadletters;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.eventbatcher.cli.terminal.CommandFailedException;
import io.eventbatcher.cli.terminal.ProgressLine;
import io.eventbatcher.config.Settings;
import io.eventbatcher.deadletter.DeadLetterId;
import io.eventbatcher.log.Printable;
import io.eventbatcher.replay.event.EventView;
import io.eventbatcher.replay.event.EventViews;
import io.eventbatcher.replay.letter.LetterKind;
import io.eventbatcher.replay.letter.LetterState;
import io.eventbatcher.replay.letter.Remedy;
import io.eventbatcher.replay.letter.StoredLetter;
import io.eventbatcher.replay.state.LetterJson;
import io.eventbatcher.replay.state.LetterSearch;
import io.eventbatcher.replay.trace.EventTracer;
import io.eventbatcher.replay.trace.Fact;
import io.eventbatcher.replay.trace.Step;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** One dead letter, with all that is known about it. */
@Command(
        name = "show",
        mixinStandardHelpOptions = true,
        description = {
            "Shows one dead letter: why it died, the event as its producer wrote it, the input as HubSpot gets it, HubSpot's answer, all"
                    + " headers, and the history of the event: deaths, replays, delivery. The schema registry is asked for the writer's"
                    + " schema.",
            "",
            "For example: event-batcher dead-letters show 2:1841 --config FILE"
        })
public final class ShowCommand extends LetterCommand {
    @Parameters(
            index = "0",
            paramLabel = "LETTER",
            description = "partition:offset in the dead-letter topic, as 'list' shows it, or the letter's id.")
    private String named = "";

    @Option(names = "--no-history", description = "Leaves the history out, and does not read the topics for it.")
    private boolean noHistory;

    @Override
    protected int run(Settings settings, ProgressLine progress) {
        String name = named.strip();
        Optional<UUID> id = DeadLetterId.parse(name);
        if (id.isEmpty() && !name.matches("\\d{1,9}:\\d{1,18}")) {
            throw wrong("'" + Printable.brief(named)
                    + "' is no dead letter: write partition:offset, such as 2:1841, or the id of 36 characters.");
        }
        LetterSearch search = LetterSearch.open(settings, progress);
        StoredLetter letter = id.isPresent() ? search.find(id.get()) : at(settings, name);
        if (letter == null) {
            throw new CommandFailedException("There is no dead letter " + name + " in "
                    + settings.topics().deadLetters()
                    + ": it was never there, or its time there is over.");
        }
        List<Fact> history =
                noHistory ? List.of() : new EventTracer(settings, progress, Instant.now()).history(letter.origin());
        LetterState state = state(search, letter, history);
        progress.close();
        try (EventViews views = EventViews.open(settings)) {
            EventView view = views.of(letter);
            if (json()) {
                print(json(letter, state, view, history));
            } else {
                new LetterPage(this::say, letter, state, view, history).print();
            }
        }
        return ExitCode.OK;
    }

    private static @Nullable StoredLetter at(Settings settings, String place) {
        int colon = place.indexOf(':');
        return LetterSearch.at(
                settings, Integer.parseInt(place.substring(0, colon)), Long.parseLong(place.substring(colon + 1)));
    }

    /** The state of the marks, or the end that the history tells. */
    private static LetterState state(LetterSearch search, StoredLetter letter, List<Fact> history) {
        if (search.states().of(letter) == LetterState.WAITING) {
            search.readReceipts();
        }
        LetterState state = search.states().of(letter);
        boolean diedLater = history.stream()
                .anyMatch(fact -> fact.step() == Step.DIED && fact.time().toEpochMilli() > letter.diedAt());
        return diedLater && (state == LetterState.OPEN || state == LetterState.WAITING)
                ? LetterState.DIED_AGAIN
                : state;
    }

    private static ObjectNode json(StoredLetter letter, LetterState state, EventView view, List<Fact> history) {
        ObjectNode json = LetterJson.whole(letter, state);
        view.fields().ifPresent(fields -> json.set("event", fields));
        view.input().ifPresent(input -> json.set("input", LetterPage.parsed(input)));
        ArrayNode findings = json.putArray("findings");
        if (!view.trouble().isEmpty()) {
            findings.add(view.trouble());
        }
        view.findings().forEach(findings::add);
        json.put("remedy", Remedy.of(LetterKind.of(letter)));
        ArrayNode steps = json.putArray("history");
        history.forEach(fact -> steps.addObject()
                .put("at", fact.time().toString())
                .put("what", fact.step().label())
                .put("letter", fact.details().getOrDefault("letter", ""))
                .put("detail", fact.text()));
        return json;
    }
}
