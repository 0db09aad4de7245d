package io.eventbatcher.replay.plan;

import io.eventbatcher.config.Settings;
import io.eventbatcher.deadletter.DeadLetterHeader;
import io.eventbatcher.deadletter.LeftOut;
import io.eventbatcher.record.Origin;
import io.eventbatcher.record.SourceRecord;
import io.eventbatcher.replay.letter.StoredLetter;
import io.eventbatcher.replay.scan.Place;
import io.eventbatcher.replay.scan.RecordFetcher;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The source records of letters that lack their value: usable while they stand at their coordinates, unchanged, and fit our topics. */
public final class Originals implements AutoCloseable {
    private final Settings settings;
    private final Map<String, RecordFetcher> topics = new HashMap<>();

    public Originals(Settings settings) {
        this.settings = settings;
    }

    /** True for a letter that lacks its value. */
    public static boolean isNeeded(StoredLetter letter) {
        return letter.entry().value() == null
                && LeftOut.namesValue(letter.entry().headers());
    }

    /** The record that the letter was made of; empty if it is gone, has changed, or is still too large. */
    public Optional<ConsumerRecord<byte[], byte[]>> find(StoredLetter letter) {
        Origin origin = letter.origin();
        RecordFetcher source = topics.computeIfAbsent(origin.topic(), topic -> RecordFetcher.open(settings, topic, ""));
        if (!source.has(origin.partition())) {
            return Optional.empty();
        }
        Place place = new Place(origin.partition(), origin.offset());
        return Optional.ofNullable(source.fetch(List.of(place)).get(place))
                .filter(entry -> isUnchanged(entry, letter) && fits(entry, origin));
    }

    private static boolean isUnchanged(ConsumerRecord<byte[], byte[]> entry, StoredLetter letter) {
        String hash = letter.text(DeadLetterHeader.VALUE_SHA256);
        return entry.value() != null
                && hash != null
                && LeftOut.sha256(entry.value()).equals(hash);
    }

    private boolean fits(ConsumerRecord<byte[], byte[]> entry, Origin origin) {
        SourceRecord record = new SourceRecord(origin, entry.key(), entry.value(), entry.headers(), 0);
        return LeftOut.bytes(record) <= settings.mostSourceBytes();
    }

    @Override
    public void close() {
        topics.values().forEach(RecordFetcher::close);
    }
}
