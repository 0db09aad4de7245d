package io.eventbatcher.batching.dedupe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SortedEntriesTest {
    private final ByteArrayOutputStream records = new ByteArrayOutputStream();

    @Test
    void shouldGiveTheEntriesInTheOrderOfTheirKeys() {
        // Given
        Random random = new Random(3);
        for (int i = 0; i < 5_000; i++) {
            record(new DedupeKey(random.nextLong(), random.nextLong()), i);
        }

        // When
        SortedEntries entries = SortedEntries.of(records.toByteArray());

        // Then
        assertThat(entries.size()).isEqualTo(5_000);
        assertThat(entries.newest()).isEqualTo(4_999);
        assertThat(keys(entries)).isSorted();
    }

    @Test
    void shouldGiveTheLaterOfTwoEntriesOfAKeyLater() {
        // Given
        DedupeKey twice = new DedupeKey(-7, 1);
        record(twice, 10);
        record(new DedupeKey(5, 1), 11);
        record(twice, 9);

        // When
        SortedEntries entries = SortedEntries.of(records.toByteArray());

        // Then
        assertThat(keys(entries)).containsExactly(new DedupeKey(5, 1), twice, twice);
        assertThat(List.of(entries.seenAt(1), entries.seenAt(2))).containsExactly(10L, 9L);
    }

    private void record(DedupeKey key, long seenAt) {
        records.writeBytes(DedupeChangelogRecord.toBytes(Map.of(key, new DedupeEntry(seenAt, -seenAt))));
    }

    private static List<DedupeKey> keys(SortedEntries entries) {
        List<DedupeKey> keys = new ArrayList<>();
        for (int rank = 0; rank < entries.size(); rank++) {
            ByteBuffer bytes = ByteBuffer.allocate(DedupeChangelogRecord.ENTRY_BYTES);
            entries.writeKey(rank, bytes);
            entries.writeEntry(rank, bytes);
            bytes.flip();
            keys.add(DedupeKey.read(bytes));
            assertThat(DedupeEntry.read(bytes)).isEqualTo(new DedupeEntry(entries.seenAt(rank), -entries.seenAt(rank)));
        }
        return keys;
    }
}
