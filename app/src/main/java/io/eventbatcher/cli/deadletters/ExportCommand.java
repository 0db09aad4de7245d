package io.eventbatcher.cli.deadletters;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.eventbatcher.cli.terminal.CommandFailedException;
import io.eventbatcher.cli.terminal.JsonText;
import io.eventbatcher.cli.terminal.ProgressLine;
import io.eventbatcher.config.Settings;
import io.eventbatcher.ingest.EventFile;
import io.eventbatcher.log.Printable;
import io.eventbatcher.replay.event.EventViews;
import io.eventbatcher.replay.letter.LetterFilter;
import io.eventbatcher.replay.letter.LetterState;
import io.eventbatcher.replay.letter.StoredLetter;
import io.eventbatcher.replay.state.LetterJson;
import io.eventbatcher.replay.state.LetterSearch;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Dead letters as JSON lines, whole. */
@Command(
        name = "export",
        mixinStandardHelpOptions = true,
        description = {
            "Writes whole dead letters as JSON lines: facts, key, value and all headers in their order, and the decoded event where the"
                    + " value can be decoded. Bytes that are no UTF-8 stand in Base64, in fields whose names say so.",
            "",
            "For example: event-batcher dead-letters export --group 3f2a9c01 --state open --out letters.jsonl --config FILE"
        })
public final class ExportCommand extends LetterCommand {
    @Mixin
    private final FilterOptions filter = new FilterOptions();

    @Option(names = "--out", paramLabel = "FILE", description = "A new file; stdout unless given.")
    private @Nullable Path file;

    @Option(
            names = "--avro",
            paramLabel = "FILE",
            description = "A new Avro file with the events alone, instead of JSON lines; all of one writer's schema.")
    private @Nullable Path avro;

    @Option(names = "--no-events", description = "Leaves decoded events out, and asks no schema registry.")
    private boolean noEvents;

    @Override
    protected int run(Settings settings, ProgressLine progress) {
        if (avro != null && (file != null || noEvents)) {
            throw wrong("--avro writes events alone, and goes with neither --out nor --no-events.");
        }
        LetterFilter wanted = filter.filter(Instant.now());
        LetterSearch search = LetterSearch.open(settings, progress);
        long count = avro != null
                ? toAvro(avro, search, wanted, settings)
                : file == null ? export(search, wanted, settings, out()) : toFile(file, search, wanted, settings);
        progress.close();
        spec().commandLine()
                .getErr()
                .println(
                        count == 0
                                ? SummaryCommand.none(wanted, settings)
                                : LetterTexts.count(count, "dead letter") + " exported.");
        return ExitCode.OK;
    }

    private long toFile(Path path, LetterSearch search, LetterFilter wanted, Settings settings) {
        isNew("--out", path);
        try (PrintWriter writer = new PrintWriter(Files.newBufferedWriter(path))) {
            long count = export(search, wanted, settings, writer);
            if (writer.checkError()) {
                throw new CommandFailedException(path + " could not be written to its end; is the disk full?");
            }
            return count;
        } catch (IOException refused) {
            throw new CommandFailedException(path + " cannot be written: " + refused.getMessage());
        }
    }

    private void isNew(String option, Path path) {
        if (Files.exists(path)) {
            throw wrong(option + ": " + path + " exists; name a new file.");
        }
    }

    private long toAvro(Path path, LetterSearch search, LetterFilter wanted, Settings settings) {
        isNew("--avro", path);
        search.settle(wanted);
        long[] count = {0};
        try (EventViews views = EventViews.open(settings);
                EventFile events = views.file(path)) {
            var unused = search.pass(wanted, (letter, state) -> {
                views.add(letter, events).ifPresent(trouble -> {
                    throw new CommandFailedException("The letter " + letter.place() + " does not fit the file: "
                            + Printable.of(trouble) + " Narrow the selection, or export JSON lines; " + path
                            + " has the " + LetterTexts.count(count[0], "event") + " before.");
                });
                count[0]++;
            });
        } catch (UncheckedIOException refused) {
            throw new CommandFailedException(path + " cannot be written: " + refused.getMessage());
        }
        return count[0];
    }

    private long export(LetterSearch search, LetterFilter wanted, Settings settings, PrintWriter writer) {
        // ends of replays first: what was written cannot be changed
        search.settle(wanted);
        long[] count = {0};
        EventViews views = noEvents ? null : EventViews.open(settings);
        try {
            var unused = search.pass(wanted, (letter, state) -> {
                writer.println(JsonText.line(json(letter, state, views)));
                count[0]++;
            });
        } finally {
            if (views != null) {
                views.close();
            }
        }
        writer.flush();
        return count[0];
    }

    private static ObjectNode json(StoredLetter letter, LetterState state, @Nullable EventViews views) {
        ObjectNode json = LetterJson.whole(letter, state);
        if (views != null) {
            views.of(letter).fields().ifPresent(fields -> json.set("event", fields));
        }
        return json;
    }
}
