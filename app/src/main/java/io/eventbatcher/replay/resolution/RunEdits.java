package io.eventbatcher.replay.resolution;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.eventbatcher.deadletter.DeadLetterId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * A part of the changes of a run whose letters have changes of their own. The topic of resolutions keeps the parts beside the run, so that the
 * run can go on without the operator's file.
 *
 * @param run the id of the run
 * @param number the part's number, from 0
 * @param fields the changed fields of each letter: texts by path, empty for null
 */
public record RunEdits(String run, int number, Map<UUID, Map<String, Optional<String>>> fields) {
    /** A part with more is closed; much less than a topic takes. */
    private static final int ENOUGH_CHARACTERS = 200_000;

    public RunEdits {
        fields = Map.copyOf(fields);
    }

    /** The parts of a run's changes. */
    public static List<RunEdits> parts(String run, Map<UUID, Map<String, Optional<String>>> fields) {
        List<RunEdits> parts = new ArrayList<>();
        Map<UUID, Map<String, Optional<String>>> part = new LinkedHashMap<>();
        int characters = 0;
        for (Map.Entry<UUID, Map<String, Optional<String>>> letter : fields.entrySet()) {
            part.put(letter.getKey(), letter.getValue());
            characters += letter.getValue().toString().length();
            if (characters > ENOUGH_CHARACTERS) {
                parts.add(new RunEdits(run, parts.size(), part));
                part.clear();
                characters = 0;
            }
        }
        if (!part.isEmpty()) {
            parts.add(new RunEdits(run, parts.size(), part));
        }
        return parts;
    }

    /** The record of the topic, to be sent by the caller. */
    public ProducerRecord<byte[], byte[]> toRecord(String topic) {
        ObjectNode json = ResolutionJson.object().put("run", run).put("part", number);
        ObjectNode letters = json.putObject("fields");
        fields.forEach((letter, changes) -> {
            ObjectNode texts = letters.putObject(letter.toString());
            changes.forEach((path, text) -> texts.put(path, text.orElse(null)));
        });
        return new ProducerRecord<>(
                topic,
                (ResolutionJson.EDITS + run + '/' + number).getBytes(UTF_8),
                json.toString().getBytes(UTF_8));
    }

    static RunEdits of(JsonNode json) {
        Map<UUID, Map<String, Optional<String>>> fields = new LinkedHashMap<>();
        json.path("fields")
                .properties()
                .forEach(letter -> DeadLetterId.parse(letter.getKey()).ifPresent(id -> {
                    Map<String, Optional<String>> texts = new LinkedHashMap<>();
                    letter.getValue()
                            .properties()
                            .forEach(text -> texts.put(
                                    text.getKey(),
                                    text.getValue().isNull()
                                            ? Optional.empty()
                                            : Optional.of(text.getValue().asText())));
                    fields.put(id, texts);
                }));
        return new RunEdits(json.path("run").asText(), json.path("part").asInt(), fields);
    }
}
