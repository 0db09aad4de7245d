package io.eventbatcher.replay.resolution;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import io.eventbatcher.replay.scan.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * A part of the letters that a run meant when it began: places in the dead-letter topic, in the order in which the run sends them. The topic of
 * resolutions keeps the parts beside the run, so that a run that goes on days later means the same letters.
 *
 * @param run the id of the run
 * @param number the part's number, from 0
 */
public record RunSelection(String run, int number, List<Place> places) {
    /** The letters of a part. */
    public static final int MOST_LETTERS = 1_000;

    public RunSelection {
        places = List.copyOf(places);
    }

    /** The parts of a run's places. */
    public static List<RunSelection> parts(String run, List<Place> places) {
        List<RunSelection> parts = new ArrayList<>();
        for (int from = 0; from < places.size(); from += MOST_LETTERS) {
            parts.add(new RunSelection(
                    run, parts.size(), places.subList(from, Math.min(from + MOST_LETTERS, places.size()))));
        }
        return parts;
    }

    /** The record of the topic, to be sent by the caller. */
    public ProducerRecord<byte[], byte[]> toRecord(String topic) {
        String json = ResolutionJson.object()
                .put("run", run)
                .put("part", number)
                .put("letters", places.size())
                .put("places", text())
                .toString();
        return new ProducerRecord<>(
                topic, (ResolutionJson.SELECTION + run + '/' + number).getBytes(UTF_8), json.getBytes(UTF_8));
    }

    /** Ranges without gaps: {@code 0:5-9 0:12 1:7}. */
    private String text() {
        StringJoiner ranges = new StringJoiner(" ");
        int from = 0;
        for (int at = 1; at <= places.size(); at++) {
            if (at < places.size() && follows(places.get(at - 1), places.get(at))) {
                continue;
            }
            Place first = places.get(from);
            long last = places.get(at - 1).offset();
            ranges.add(last == first.offset() ? first.toString() : first + "-" + last);
            from = at;
        }
        return ranges.toString();
    }

    private static boolean follows(Place before, Place next) {
        return next.partition() == before.partition() && next.offset() == before.offset() + 1;
    }

    static RunSelection of(JsonNode json) {
        List<Place> places = new ArrayList<>();
        for (String range : json.path("places").asText().split(" ", -1)) {
            String[] parts = range.split("[:-]", -1);
            if (parts.length >= 2) {
                int partition = Integer.parseInt(parts[0]);
                long last = Long.parseLong(parts[parts.length - 1]);
                for (long offset = Long.parseLong(parts[1]); offset <= last; offset++) {
                    places.add(new Place(partition, offset));
                }
            }
        }
        return new RunSelection(json.path("run").asText(), json.path("part").asInt(), places);
    }
}
