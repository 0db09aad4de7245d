package io.eventbatcher.cli.deadletters;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.eventbatcher.cli.terminal.Columns;
import io.eventbatcher.cli.terminal.ProgressLine;
import io.eventbatcher.cli.terminal.Sparkline;
import io.eventbatcher.config.Settings;
import io.eventbatcher.replay.letter.LetterFilter;
import io.eventbatcher.replay.letter.LetterGroup;
import io.eventbatcher.replay.letter.LetterGroups;
import io.eventbatcher.replay.letter.LetterKind;
import io.eventbatcher.replay.letter.Remedy;
import io.eventbatcher.replay.state.LetterSearch;
import java.time.Instant;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The dead letters by kind. */
@Command(
        name = "summary",
        mixinStandardHelpOptions = true,
        description = {
            "Gathers the dead letters by kind: reason, route, event name, HubSpot's category, and the message without numbers, ids and"
                    + " quoted values. Each kind has its count, the open letters, the time of the last death, the deaths by hour as a"
                    + " line of bars, an example for 'show', and what to do.",
            "",
            "For example: event-batcher dead-letters summary --since 2h --config FILE"
        })
public final class SummaryCommand extends LetterCommand {
    private static final int MOST_COLUMNS = 24;
    private static final long HOUR_MILLIS = 3_600_000;

    @Mixin
    private final FilterOptions filter = new FilterOptions();

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "20",
            description = "So many kinds at most; ${DEFAULT-VALUE} unless given.")
    private int limit;

    @Override
    protected int run(Settings settings, ProgressLine progress) {
        if (limit < 1) {
            throw wrong("--limit is at least 1.");
        }
        LetterFilter wanted = filter.filter(Instant.now());
        LetterGroups groups = LetterSearch.open(settings, progress).groups(wanted);
        progress.close();
        List<LetterGroup> all = groups.list();
        long from = all.stream().mapToLong(LetterGroup::first).min().orElse(0);
        long to = all.stream().mapToLong(LetterGroup::last).max().orElse(0);
        if (json()) {
            all.stream().limit(limit).forEach(group -> print(json(group)));
        } else if (all.isEmpty()) {
            say(none(wanted, settings));
        } else {
            say(LetterTexts.count(groups.count(), "dead letter") + ", " + LetterTexts.number(groups.open())
                    + " open, in "
                    + LetterTexts.count(all.size(), "kind") + ", from " + LetterTexts.time(from) + " to "
                    + LetterTexts.time(to) + " UTC");
            print(all.stream().limit(limit).toList(), from, to);
            if (all.size() > limit) {
                say("");
                say(LetterTexts.count(all.size() - (long) limit, "further kind") + "; --limit " + all.size()
                        + " shows all.");
            }
            if (groups.open() > 0) {
                say("");
                say("'dead-letters show EXAMPLE' shows a letter. 'dead-letters replay' and 'dead-letters edit', with");
                say("--group GROUP, send the letters of a kind again, and show a plan before.");
            }
        }
        return ExitCode.OK;
    }

    /** A sentence for a selection without letters. */
    public static String none(LetterFilter filter, Settings settings) {
        return filter.terms().isEmpty()
                ? "There are no dead letters in " + settings.topics().deadLetters() + "."
                : "No dead letter matches " + filter + ".";
    }

    private void print(List<LetterGroup> groups, long from, long to) {
        int columns = (int) Math.min(MOST_COLUMNS, to / HOUR_MILLIS - from / HOUR_MILLIS + 1);
        Columns table = new Columns();
        table.add("GROUP", "OPEN", "ALL", "REASON", "LAST DEATH (UTC)", "DEATHS BY HOUR");
        for (LetterGroup group : groups) {
            table.add(
                    group.id().isEmpty() ? "-" : group.id(),
                    LetterTexts.number(group.open()),
                    LetterTexts.number(group.count()),
                    group.kind().reason(),
                    LetterTexts.time(group.last()),
                    Sparkline.of(group.deaths(from, to, columns)));
        }
        List<String> lines = table.lines();
        out().println(lines.get(0));
        for (int row = 0; row < groups.size(); row++) {
            LetterGroup group = groups.get(row);
            LetterKind kind = group.kind();
            out().println(lines.get(row + 1));
            String about = LetterTexts.about(kind.route(), kind.eventName(), kind.category());
            if (!about.isEmpty()) {
                out().println("  " + LetterTexts.cut(about, LetterTexts.WIDTH - 2));
            }
            LetterTexts.wrapped(kind.pattern(), "  ", "  ").forEach(out()::println);
            LetterTexts.wrapped(Remedy.of(kind) + " Example: " + group.example().place(), "  -> ", "     ")
                    .forEach(out()::println);
        }
    }

    private static ObjectNode json(LetterGroup group) {
        LetterKind kind = group.kind();
        ObjectNode json = new ObjectMapper()
                .createObjectNode()
                .put("group", group.id())
                .put("reason", kind.reason())
                .put("route", kind.route())
                .put("eventName", kind.eventName())
                .put("category", kind.category())
                .put("message", kind.pattern())
                .put("open", group.open())
                .put("count", group.count())
                .put("first", Instant.ofEpochMilli(group.first()).toString())
                .put("last", Instant.ofEpochMilli(group.last()).toString())
                .put("example", group.example().place())
                .put("exampleId", group.example().id().toString())
                .put("remedy", Remedy.of(kind));
        ArrayNode deaths = json.putArray("deathsByHour");
        for (long count : group.deaths(group.last() - (MOST_COLUMNS - 1) * HOUR_MILLIS, group.last(), MOST_COLUMNS)) {
            deaths.add(count);
        }
        return json;
    }
}
