package io.eventbatcher.replay.trace;

import io.eventbatcher.config.Settings;
import io.eventbatcher.replay.scan.KafkaOffsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The records that topics have let go. */
final class Horizons {
    private final Map<String, Instant> gone;
    private final Map<String, String> words;

    private Horizons(Map<String, Instant> gone, Map<String, String> words) {
        this.gone = gone;
        this.words = words;
    }

    /** Asks Kafka for the first records. */
    static Horizons read(Settings settings, KafkaOffsets offsets, Instant now) {
        Map<String, String> words = new LinkedHashMap<>();
        settings.enabledRoutes()
                .forEach(route -> words.put(
                        settings.route(route).topic(),
                        "Records of " + settings.route(route).topic()));
        words.put(settings.topics().receipts(), "Receipts");
        words.put(settings.topics().deadLetters(), "Dead letters");
        words.put(settings.topics().replays(), "Replays");
        return new Horizons(offsets.horizons(words.keySet(), now), words);
    }

    /** The time before which the topic has lost records; empty if the topic has lost none. */
    Optional<Instant> of(String topic) {
        return Optional.ofNullable(gone.get(topic));
    }

    List<String> sentences() {
        List<String> sentences = new ArrayList<>();
        words.forEach((topic, what) -> of(topic)
                .ifPresent(time -> sentences.add(
                        what + " before " + Texts.time(time) + " are gone: the topic's retention has let them go.")));
        return sentences;
    }
}
