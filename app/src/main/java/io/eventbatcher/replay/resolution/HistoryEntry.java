package io.eventbatcher.replay.resolution;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * A look at personal data, or an act, of a person at the console.
 *
 * @param by the person
 * @param why the reason that the person gave
 * @param what the deed, such as {@code looked} or {@code pause}
 * @param subject a letter, an event, a route or a run
 */
public record HistoryEntry(Instant at, String by, String why, String what, String subject) {
    /** The record of the topic; each entry has a key of its own. */
    public ProducerRecord<byte[], byte[]> toRecord(String topic) {
        String json = ResolutionJson.object()
                .put("at", at.toString())
                .put("by", by)
                .put("why", why)
                .put("what", what)
                .put("subject", subject)
                .toString();
        String key = ResolutionJson.HISTORY + at.toEpochMilli() + '/' + UUID.randomUUID();
        return new ProducerRecord<>(topic, key.getBytes(UTF_8), json.getBytes(UTF_8));
    }

    static HistoryEntry of(JsonNode json) {
        return new HistoryEntry(
                ResolutionJson.time(json, "at"),
                json.path("by").asText(),
                json.path("why").asText(),
                json.path("what").asText(),
                json.path("subject").asText());
    }
}
