package io.eventbatcher.replay.plan;

import io.eventbatcher.record.Origin;
import io.eventbatcher.replay.letter.StoredLetter;
import io.eventbatcher.replay.scan.Place;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The places of selected letters in the order in which they are sent: by place, so that reading is one pass, but letters of a route that keeps
 * order by their source partitions and offsets. An entry has about 60 bytes.
 */
final class SelectedLetters {
    private static final Comparator<Entry> ORDER = Comparator.comparing(Entry::sourceTopic)
            .thenComparingInt(Entry::sourcePartition)
            .thenComparingLong(Entry::sourceOffset)
            .thenComparingInt(Entry::partition)
            .thenComparingLong(Entry::offset);

    private final List<Entry> entries = new ArrayList<>();

    private record Entry(String sourceTopic, int sourcePartition, long sourceOffset, int partition, long offset) {}

    /** @param ordered true for a letter of a route that keeps order */
    void add(StoredLetter letter, boolean ordered) {
        Origin origin = letter.origin();
        entries.add(
                ordered
                        ? new Entry(
                                origin.topic().intern(),
                                origin.partition(),
                                origin.offset(),
                                letter.partition(),
                                letter.offset())
                        : new Entry("", 0, 0, letter.partition(), letter.offset()));
    }

    List<Place> places() {
        entries.sort(ORDER);
        return entries.stream()
                .map(entry -> new Place(entry.partition(), entry.offset()))
                .toList();
    }
}
