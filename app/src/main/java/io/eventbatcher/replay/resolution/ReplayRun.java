package io.eventbatcher.replay.resolution;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * A run of replays, as the topic of resolutions records it; the newest record of a run counts.
 *
 * @param id the run's name
 * @param status one of the words below; a later release may know further words
 * @param startedAt the time of the operator's order
 * @param at the time of the record
 * @param by the operator
 * @param why a remark for colleagues; may be empty
 * @param filter the selection as it was given: option and values, times absolute
 * @param rate the bound on events a second; 0 for none
 * @param terms the order's further options as texts, by name, so that a later command goes on by them
 * @param counts numbers of the plan and of the progress, by name
 * @param note the reason of a pause, or of the end; may be empty
 */
public record ReplayRun(
        String id,
        String status,
        Instant startedAt,
        Instant at,
        String by,
        String why,
        Map<String, Set<String>> filter,
        double rate,
        Map<String, String> terms,
        Map<String, Long> counts,
        String note) {
    public static final String PLANNED = "planned";
    public static final String RUNNING = "running";
    public static final String PAUSED = "paused";
    public static final String CANCELLED = "cancelled";
    public static final String DONE = "done";

    /** The same run in another state. */
    public ReplayRun with(String newStatus, Instant time, Map<String, Long> newCounts, String newNote) {
        return new ReplayRun(id, newStatus, startedAt, time, by, why, filter, rate, terms, newCounts, newNote);
    }

    /** A count of the plan or of the progress; 0 for a count that the run does not have. */
    public long count(String name) {
        return counts.getOrDefault(name, 0L);
    }

    /** The record of the topic, to be sent by the caller. */
    public ProducerRecord<byte[], byte[]> toRecord(String topic) {
        return new ProducerRecord<>(
                topic,
                (ResolutionJson.RUN + id).getBytes(UTF_8),
                toJson().toString().getBytes(UTF_8));
    }

    /** The JSON of the topic and of commands. */
    public ObjectNode toJson() {
        ObjectNode json = ResolutionJson.object()
                .put("run", id)
                .put("status", status)
                .put("startedAt", startedAt.toString())
                .put("at", at.toString())
                .put("by", by)
                .put("why", why)
                .put("rate", rate)
                .put("note", note);
        ObjectNode selection = json.putObject("filter");
        filter.forEach((option, values) -> {
            ArrayNode array = selection.putArray(option);
            values.forEach(array::add);
        });
        ObjectNode options = json.putObject("terms");
        terms.forEach(options::put);
        ObjectNode numbers = json.putObject("counts");
        counts.forEach(numbers::put);
        return json;
    }

    static ReplayRun of(String id, JsonNode json) {
        Map<String, Set<String>> filter = new LinkedHashMap<>();
        json.path("filter").properties().forEach(term -> {
            Set<String> values = new TreeSet<>();
            term.getValue().forEach(value -> values.add(value.asText()));
            filter.put(term.getKey(), values);
        });
        Map<String, String> terms = new LinkedHashMap<>();
        json.path("terms")
                .properties()
                .forEach(term -> terms.put(term.getKey(), term.getValue().asText()));
        Map<String, Long> counts = new LinkedHashMap<>();
        json.path("counts")
                .properties()
                .forEach(count -> counts.put(count.getKey(), count.getValue().asLong()));
        return new ReplayRun(
                id,
                json.path("status").asText(),
                ResolutionJson.time(json, "startedAt"),
                ResolutionJson.time(json, "at"),
                json.path("by").asText(),
                json.path("why").asText(),
                filter,
                json.path("rate").asDouble(),
                terms,
                counts,
                json.path("note").asText());
    }
}
