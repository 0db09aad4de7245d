package io.eventbatcher.cli.deadletters;

import io.eventbatcher.cli.terminal.Columns;
import io.eventbatcher.cli.terminal.ProgressLine;
import io.eventbatcher.config.Settings;
import io.eventbatcher.replay.letter.LetterFilter;
import io.eventbatcher.replay.letter.StoredLetter;
import io.eventbatcher.replay.state.LetterJson;
import io.eventbatcher.replay.state.LetterSearch;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A table of dead letters. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description = {
            "Lists dead letters, a line each: the place in the topic as 'show' takes it, time of death, state, reason and message.",
            "",
            "For example: event-batcher dead-letters list --reason rejected --state open --since 2h --config FILE"
        })
public final class ListCommand extends LetterCommand {
    private static final int MOST = 100_000;
    private static final int GAP = 2;

    @Mixin
    private final FilterOptions filter = new FilterOptions();

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "50",
            description = "So many letters at most; ${DEFAULT-VALUE} unless given.")
    private int limit;

    @Option(names = "--oldest-first", description = "The letters that died first, instead of those that died last.")
    private boolean oldestFirst;

    @Override
    protected int run(Settings settings, ProgressLine progress) {
        if (limit < 1 || limit > MOST) {
            throw wrong("--limit is from 1 to " + LetterTexts.number(MOST) + "; 'export' has no limit.");
        }
        LetterFilter wanted = filter.filter(Instant.now());
        LetterSearch search = LetterSearch.open(settings, progress);
        LetterSearch.Listing listing = search.list(wanted, limit, !oldestFirst);
        progress.close();
        List<LetterSearch.Found> letters = listing.letters();
        if (json()) {
            letters.forEach(found -> print(LetterJson.of(found.letter(), found.state())));
        } else if (letters.isEmpty()) {
            say(SummaryCommand.none(wanted, settings));
        } else {
            table(letters).forEach(out()::println);
            if (listing.matched() > letters.size()) {
                say("");
                say("These are the " + (oldestFirst ? "oldest " : "newest ") + LetterTexts.number(letters.size())
                        + " of " + LetterTexts.number(listing.matched()) + "; --limit N shows more.");
            }
        }
        return ExitCode.OK;
    }

    private static List<String> table(List<LetterSearch.Found> letters) {
        Columns facts = new Columns();
        // the last column is as wide as its cells, and the message takes the rest of the line
        facts.add("LETTER", "DIED AT (UTC)", "STATE", "REASON", "");
        for (LetterSearch.Found found : letters) {
            StoredLetter letter = found.letter();
            facts.add(
                    letter.place(),
                    LetterTexts.time(letter.diedAt()),
                    found.state().label(),
                    LetterTexts.cut(letter.reason(), 20),
                    "");
        }
        List<String> lines = facts.lines();
        int width = lines.stream().mapToInt(String::length).max().orElse(0) + GAP;
        List<String> table = new ArrayList<>();
        for (int row = 0; row < lines.size(); row++) {
            String message =
                    row == 0 ? "MESSAGE" : letters.get(row - 1).letter().message();
            String padding = " ".repeat(width - lines.get(row).length());
            table.add(lines.get(row) + padding + LetterTexts.cut(message, LetterTexts.WIDTH - width));
        }
        return table;
    }
}
