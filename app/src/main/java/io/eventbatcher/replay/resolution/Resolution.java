package io.eventbatcher.replay.resolution;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.eventbatcher.deadletter.DeadLetterId;
import io.eventbatcher.record.Origin;
import io.eventbatcher.replay.letter.LetterState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * The fate that an operator gave to a dead letter; the newest one of a letter counts.
 *
 * @param letter the letter's id
 * @param state {@link #REPLAYED}, {@link #DISCARDED}, {@link #OPEN} for a letter that was restored; a later release may know further words
 * @param outcome the state of a replayed letter that is known for good: delivered, duplicate or died-again; empty while the replay is on its way
 * @param run the id of the run; empty for none
 * @param at the time of the fate
 * @param by the operator
 * @param why a remark for colleagues; may be empty
 * @param place the letter's {@code partition:offset}
 * @param origin the event's first coordinates as {@code topic/partition/offset}
 * @param replays the number of replays before the letter's death
 * @param edited the fields that the operator changed
 */
public record Resolution(
        UUID letter,
        String state,
        String outcome,
        String run,
        Instant at,
        String by,
        String why,
        String place,
        String origin,
        int replays,
        List<String> edited) {
    public static final String REPLAYED = LetterState.REPLAYED;
    public static final String DISCARDED = LetterState.DISCARDED.label();
    public static final String OPEN = LetterState.OPEN.label();

    public Resolution {
        edited = List.copyOf(edited);
    }

    /** The form of an origin in the topic, and in options of commands. */
    public static String text(Origin origin) {
        return origin.topic() + '/' + origin.partition() + '/' + origin.offset();
    }

    /** The same fate with the end of the replay. */
    public Resolution withOutcome(String label) {
        return new Resolution(letter, state, label, run, at, by, why, place, origin, replays, edited);
    }

    /** The state that the fate alone tells. */
    public LetterState letterState() {
        return state(state, outcome);
    }

    static LetterState state(String state, String outcome) {
        if (!state.equals(REPLAYED)) {
            return LetterState.labelled(state).orElse(LetterState.UNKNOWN);
        }
        return outcome.isEmpty()
                ? LetterState.WAITING
                : LetterState.labelled(outcome).orElse(LetterState.WAITING);
    }

    /** The record of the topic, to be sent by the caller. */
    public ProducerRecord<byte[], byte[]> toRecord(String topic) {
        return new ProducerRecord<>(
                topic,
                (ResolutionJson.LETTER + letter).getBytes(UTF_8),
                toJson().toString().getBytes(UTF_8));
    }

    /** The JSON of the topic and of commands. */
    public ObjectNode toJson() {
        ObjectNode json = ResolutionJson.object().put("state", state);
        if (!outcome.isEmpty()) {
            json.put("outcome", outcome);
        }
        json.put("run", run)
                .put("at", at.toString())
                .put("by", by)
                .put("why", why)
                .put("letter", place)
                .put("origin", origin)
                .put("replays", replays);
        if (!edited.isEmpty()) {
            ArrayNode fields = json.putArray("edited");
            edited.forEach(fields::add);
        }
        return json;
    }

    static Resolution of(UUID letter, JsonNode json) {
        List<String> edited = new ArrayList<>();
        json.path("edited").forEach(field -> edited.add(field.asText()));
        return new Resolution(
                letter,
                json.path("state").asText(),
                json.path("outcome").asText(),
                json.path("run").asText(),
                ResolutionJson.time(json, "at"),
                json.path("by").asText(),
                json.path("why").asText(),
                json.path("letter").asText(),
                json.path("origin").asText(),
                json.path("replays").asInt(),
                edited);
    }

    /** The letter's id of a record's key; empty for the key of a run, or of nothing that is known. */
    static Optional<UUID> letter(String key) {
        return key.startsWith(ResolutionJson.LETTER)
                ? DeadLetterId.parse(key.substring(ResolutionJson.LETTER.length()))
                : Optional.empty();
    }
}
