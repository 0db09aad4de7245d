package io.eventbatcher.sandbox.torture.run;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.eventbatcher.deadletter.DeadLetterHeader;
import io.eventbatcher.sandbox.torture.traffic.Repair;
import io.eventbatcher.sandbox.torture.traffic.WaitingLetter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Exports of dead letters, and the operator's editor. */
final class LetterFiles {
    private static final String EVENT = "event";

    /** As an editor does: what is not changed keeps its digits. */
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private final Path directory;

    LetterFiles(Path directory) {
        this.directory = directory;
    }

    Path fresh(String name) {
        return directory.resolve("letters-" + name + ".jsonl");
    }

    /** True if each letter has its event. */
    boolean areWhole(Path export) {
        return lines(export).stream().allMatch(line -> line.path(EVENT).isObject());
    }

    /** Gives each event the name or the organizer that HubSpot takes, in a new file. */
    Path changed(Path export, List<WaitingLetter> letters) {
        Map<String, WaitingLetter> byId =
                letters.stream().collect(Collectors.toMap(WaitingLetter::id, Function.identity()));
        List<String> changed = new ArrayList<>();
        for (JsonNode line : lines(export)) {
            WaitingLetter letter = byId.get(line.path("id").asText());
            if (letter != null && line.path(EVENT) instanceof ObjectNode event) {
                event.put(Repair.field(letter.route()), name(letter));
            }
            changed.add(line.toString());
        }
        try {
            return Files.write(export.resolveSibling("changed-" + export.getFileName()), changed);
        } catch (IOException failure) {
            throw new UncheckedIOException("The changed letters cannot be written.", failure);
        }
    }

    /** The new name or organizer, which is never the old one: a command that finds no difference sends nothing. */
    static String name(WaitingLetter letter) {
        return Repair.accepted(
                letter.route(),
                DeadLetterHeader.EVENT_NAME.in(letter.entry().headers()).orElse(""));
    }

    private static List<JsonNode> lines(Path file) {
        try {
            List<JsonNode> lines = new ArrayList<>();
            for (String line : Files.readAllLines(file)) {
                lines.add(JSON.readTree(line));
            }
            return lines;
        } catch (IOException failure) {
            throw new UncheckedIOException("The exported letters cannot be read.", failure);
        }
    }
}
