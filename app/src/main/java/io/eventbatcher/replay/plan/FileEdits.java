package io.eventbatcher.replay.plan;

import com.fasterxml.jackson.databind.JsonNode;
import io.eventbatcher.config.Settings;
import io.eventbatcher.replay.event.EventViews;
import io.eventbatcher.replay.event.FieldChanges;
import io.eventbatcher.replay.event.FieldEdits;
import io.eventbatcher.replay.letter.LetterFilter;
import io.eventbatcher.replay.scan.ScanProgress;
import io.eventbatcher.replay.state.LetterSearch;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Edits of letters whose events were exported, changed in a file, and read back. */
public final class FileEdits {
    private FileEdits() {}

    /**
     * The edits that turn the letters' events into those of a file. A letter whose event is the same has none.
     *
     * @param filter takes the letters of the file, and perhaps fewer
     * @param events the events by the letters' ids
     */
    public static FieldEdits of(
            Settings settings, LetterFilter filter, Map<UUID, JsonNode> events, ScanProgress progress) {
        Map<UUID, Map<String, Optional<String>>> edits = new HashMap<>();
        try (EventViews views = EventViews.open(settings)) {
            var unused = LetterSearch.open(settings, progress).pass(filter, (letter, state) -> {
                JsonNode after = events.get(letter.id());
                if (after != null) {
                    views.of(letter).fields().ifPresent(before -> {
                        Map<String, Optional<String>> changes = FieldChanges.between(before, after);
                        if (!changes.isEmpty()) {
                            edits.put(letter.id(), changes);
                        }
                    });
                }
            });
        }
        return FieldEdits.ofLetters(edits);
    }
}
