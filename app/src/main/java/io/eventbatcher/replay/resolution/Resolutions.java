package io.eventbatcher.replay.resolution;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import io.eventbatcher.config.Settings;
import io.eventbatcher.replay.letter.LetterState;
import io.eventbatcher.replay.scan.Place;
import io.eventbatcher.replay.scan.ScanProgress;
import io.eventbatcher.replay.scan.ScanRange;
import io.eventbatcher.replay.scan.TopicScan;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The topic of resolutions, read to its end: one compact entry for each resolved letter, and the newest record of each run. */
public final class Resolutions {
    private final LetterTable letters = new LetterTable();
    private final Map<String, ReplayRun> runs = new LinkedHashMap<>();
    private final Map<String, Integer> numbers = new HashMap<>();
    private final List<String> ids = new ArrayList<>(List.of(""));

    /** Reads the topic; a topic that does not exist yet has resolved nothing. */
    public static Resolutions read(Settings settings, ScanProgress progress) {
        Resolutions resolutions = new Resolutions();
        TopicScan.of(settings, settings.topics().resolutions(), ScanRange.ALL, progress)
                .forEachIfThere(resolutions::take);
        return resolutions;
    }

    /** All records about some letters that Kafka still has, in the order of each partition; compaction leaves the newest of a letter. */
    public static List<Resolution> histories(Settings settings, Set<UUID> letters, ScanProgress progress) {
        List<Resolution> history = new ArrayList<>();
        TopicScan.of(settings, settings.topics().resolutions(), ScanRange.ALL, progress)
                .forEachIfThere(entry -> letter(entry)
                        .filter(letters::contains)
                        .flatMap(letter -> read(entry).map(json -> Resolution.of(letter, json)))
                        .ifPresent(history::add));
        return history;
    }

    /** The places of the letters that a run meant when it began, in the run's order. */
    public static List<Place> selection(Settings settings, String run, ScanProgress progress) {
        Map<Integer, RunSelection> parts = new TreeMap<>();
        parts(settings, ResolutionJson.SELECTION, run, progress, json -> {
            RunSelection part = RunSelection.of(json);
            parts.put(part.number(), part);
        });
        List<Place> places = new ArrayList<>();
        parts.values().forEach(part -> places.addAll(part.places()));
        return places;
    }

    /** The changed fields of the letters of a run that has them from a file: texts by path, by the letter's id. */
    public static Map<UUID, Map<String, Optional<String>>> edits(Settings settings, String run, ScanProgress progress) {
        Map<UUID, Map<String, Optional<String>>> edits = new HashMap<>();
        parts(
                settings,
                ResolutionJson.EDITS,
                run,
                progress,
                json -> edits.putAll(RunEdits.of(json).fields()));
        return edits;
    }

    /** Calls back for each record of a kind that a run has written when it began. */
    private static void parts(
            Settings settings, String kind, String run, ScanProgress progress, Consumer<JsonNode> visitor) {
        TopicScan.of(settings, settings.topics().resolutions(), ScanRange.ALL, progress)
                .forEachIfThere(entry -> {
                    if (entry.key() != null && new String(entry.key(), UTF_8).startsWith(kind + run + '/')) {
                        read(entry).ifPresent(visitor);
                    }
                });
    }

    /** Calls back for each mark that a run has left, in the order of the topic. */
    public static void forEachOf(Settings settings, String run, ScanProgress progress, Consumer<Resolution> visitor) {
        TopicScan.of(settings, settings.topics().resolutions(), ScanRange.ALL, progress)
                .forEachIfThere(entry -> letter(entry)
                        .flatMap(letter -> read(entry).map(json -> Resolution.of(letter, json)))
                        .filter(mark -> mark.run().equals(run))
                        .ifPresent(visitor));
    }

    /** Calls back for each look and act of people at consoles, in the order of each partition. */
    public static void forEachEntry(Settings settings, ScanProgress progress, Consumer<HistoryEntry> visitor) {
        TopicScan.of(settings, settings.topics().resolutions(), ScanRange.ALL, progress)
                .forEachIfThere(entry -> {
                    if (entry.key() != null && new String(entry.key(), UTF_8).startsWith(ResolutionJson.HISTORY)) {
                        read(entry).map(HistoryEntry::of).ifPresent(visitor);
                    }
                });
    }

    private static Optional<JsonNode> read(ConsumerRecord<byte[], byte[]> entry) {
        return entry.value() == null ? Optional.empty() : ResolutionJson.read(entry.value());
    }

    /** Takes a record of the topic; a record of another form is skipped. */
    public void take(ConsumerRecord<byte[], byte[]> entry) {
        Optional<UUID> letter = letter(entry);
        if (letter.isPresent()) {
            take(letter.get(), read(entry));
            return;
        }
        String key = entry.key() == null ? "" : new String(entry.key(), UTF_8);
        if (key.startsWith(ResolutionJson.RUN)) {
            String id = key.substring(ResolutionJson.RUN.length());
            runs.remove(id);
            if (entry.value() != null) {
                ResolutionJson.read(entry.value()).ifPresent(json -> runs.put(id, ReplayRun.of(id, json)));
            }
        }
    }

    private void take(UUID letter, Optional<JsonNode> json) {
        if (json.isEmpty()) {
            letters.put(letter, LetterState.OPEN, 0, Instant.EPOCH);
            return;
        }
        JsonNode fate = json.get();
        letters.put(
                letter,
                Resolution.state(
                        fate.path("state").asText(), fate.path("outcome").asText()),
                number(fate.path("run").asText()),
                ResolutionJson.time(fate, "at"));
    }

    private static Optional<UUID> letter(ConsumerRecord<byte[], byte[]> entry) {
        return entry.key() == null ? Optional.empty() : Resolution.letter(new String(entry.key(), UTF_8));
    }

    private int number(String run) {
        return run.isEmpty() || ids.size() == LetterTable.MOST_RUNS
                ? 0
                : numbers.computeIfAbsent(run, name -> {
                    ids.add(name);
                    return ids.size() - 1;
                });
    }

    public LetterTable letters() {
        return letters;
    }

    /** The id of the run that resolved a letter; empty for none. */
    public String run(UUID letter) {
        return ids.get(letters.run(letter));
    }

    /** The newest record of a run. */
    public Optional<ReplayRun> find(String run) {
        return Optional.ofNullable(runs.get(run));
    }

    /** The newest record of each run, in the order of the topic. */
    public List<ReplayRun> runs() {
        return List.copyOf(runs.values());
    }
}
