package io.eventbatcher.batching;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.Stores;
import org.apache.kafka.streams.state.WindowStore;
import org.junit.jupiter.api.Test;

/** What the topology's test driver cannot show: its clock never goes back. */
class MarksTest {
    private static final Duration WINDOW = Duration.ofHours(1);
    private static final byte[] KEY = {1};

    @Test
    void shouldRememberWhenTheClockIsSetBackOverTheEdgeOfABucket() {
        // Given: marked a second into a bucket
        Marks marks = new Marks(store(), WINDOW);
        long edge = WINDOW.toMillis() * 1000;
        marks.set(KEY, 7, edge + 1000);

        // When: the clock stands a minute earlier
        Marks.Seen seen = marks.find(KEY, 7, edge - 59_000);

        // Then
        assertThat(seen).isEqualTo(Marks.Seen.SAME);
    }

    private static WindowStore<byte[], byte[]> store() {
        WindowStore<byte[], byte[]> store = Stores.windowStoreBuilder(
                        Stores.inMemoryWindowStore("marks", WINDOW.multipliedBy(2), WINDOW, false),
                        Serdes.ByteArray(),
                        Serdes.ByteArray())
                .withLoggingDisabled()
                .withCachingDisabled()
                .build();
        store.init(new MockProcessorContext<>().getStateStoreContext(), store);
        return store;
    }
}
