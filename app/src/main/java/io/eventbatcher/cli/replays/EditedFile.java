package io.eventbatcher.cli.replays;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.eventbatcher.cli.terminal.CommandFailedException;
import io.eventbatcher.deadletter.DeadLetterId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The JSON lines of {@code dead-letters export}, with changed events. */
final class EditedFile {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private EditedFile() {}

    /** The events by the letters' ids. */
    static Map<UUID, JsonNode> read(Path file) {
        Map<UUID, JsonNode> events = new HashMap<>();
        try {
            List<String> lines = Files.readAllLines(file);
            for (int number = 1; number <= lines.size(); number++) {
                if (!lines.get(number - 1).isBlank()) {
                    JsonNode json = JSON.readTree(lines.get(number - 1));
                    Optional<UUID> id = DeadLetterId.parse(json.path("id").asText());
                    if (id.isEmpty() || !json.path("event").isObject()) {
                        throw new CommandFailedException("--file: line " + number
                                + " has no 'id' of a letter, or no 'event'; 'dead-letters export' writes such lines.");
                    }
                    events.put(id.get(), json.path("event"));
                }
            }
        } catch (IOException unreadable) {
            throw new CommandFailedException("--file: " + file + " cannot be read: " + unreadable.getMessage());
        }
        return events;
    }
}
