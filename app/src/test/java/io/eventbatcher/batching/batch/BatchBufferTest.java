package io.eventbatcher.batching.batch;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventbatcher.record.Batch;
import io.eventbatcher.record.Item;
import io.eventbatcher.record.ItemDraft;
import io.eventbatcher.record.Origin;
import io.eventbatcher.record.SourceRecord;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BatchBufferTest {
    private final KeyValueStore<Integer, byte[]> store = BatchBuffer.store("buffer")
            .withLoggingDisabled()
            .withCachingDisabled()
            .build();

    @BeforeEach
    void open() {
        store.init(new MockProcessorContext<>().getStateStoreContext(), store);
    }

    @Test
    void shouldGoOnAfterARestartAsIfThereHadBeenNone() {
        // Given: more than 256 slots, so that their order by bytes is tested too
        BatchBuffer before = BatchBuffer.restored(store);
        for (int i = 0; i < 300; i++) {
            before.add(item(i), 1_000 + i);
        }

        before.write();

        // When
        BatchBuffer after = BatchBuffer.restored(store);

        // Then
        assertThat(after.inputs()).isEqualTo(300);
        assertThat(after.bodyBytes()).isEqualTo(before.bodyBytes());
        assertThat(after.storedBytes()).isEqualTo(before.storedBytes());
        assertThat(after.openedAt()).isEqualTo(1_000);
        assertThat(after.drain())
                .extracting(Item::uuid)
                .startsWith("0", "1", "2")
                .endsWith("298", "299");
    }

    @Test
    void shouldLeaveNothingBehindWhenDrained() {
        // Given
        BatchBuffer buffer = BatchBuffer.restored(store);
        buffer.add(item(1), 1_000);
        buffer.write();

        // When
        buffer.drain();
        buffer.write();

        // Then
        try (KeyValueIterator<Integer, byte[]> entries = store.all()) {
            assertThat(entries.hasNext()).isFalse();
        }
        assertThat(buffer.isEmpty()).isTrue();
        assertThat(buffer.bodyBytes()).isEqualTo("{\"inputs\":[]}".length());
        assertThat(buffer.storedBytes()).isEqualTo(Batch.OVERHEAD_BYTES);
    }

    @Test
    void shouldHoldWhatWaitsAtEveryCommit() {
        // Given
        Random random = new Random(7);
        BatchBuffer buffer = BatchBuffer.restored(store);
        List<String> waiting = new ArrayList<>();
        for (int commit = 0; commit < 500; commit++) {
            for (int i = random.nextInt(6); i > 0; i--) {
                if (random.nextInt(3) == 0) {
                    buffer.drain();
                    waiting.clear();
                }
                Item item = item(random.nextInt());
                buffer.add(item, commit);
                waiting.add(item.uuid());
            }
            if (random.nextInt(3) == 0) {
                buffer.drain();
                waiting.clear();
            }

            // When
            buffer.write();

            // Then
            BatchBuffer restored = BatchBuffer.restored(store);
            if (!waiting.isEmpty()) {
                assertThat(restored.openedAt()).isEqualTo(buffer.openedAt());
            }
            assertThat(restored.drain()).extracting(Item::uuid).isEqualTo(waiting);
        }
    }

    private static Item item(int number) {
        SourceRecord source =
                new SourceRecord(new Origin("topic", 0, number, 5), null, new byte[] {1}, new RecordHeaders(), 0);
        byte[] json = ("{\"n\":" + number + "}").getBytes(StandardCharsets.UTF_8);
        return new ItemDraft("" + number, "pe1_a", "" + number, null, number, json, source).encode();
    }
}
