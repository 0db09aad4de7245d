package io.eventbatcher.record;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HeapBoundsTest {
    private static final int LANES = 16;
    private static final int LARGEST = 4_000_000;
    private static final long MIB = 1024 * 1024;

    @Test
    void shouldGiveALargeHeapWhatThroughputWants() {
        HeapBounds bounds = new HeapBounds(4_096 * MIB);

        assertThat(bounds.streamRecords()).isEqualTo(1_000);
        assertThat(bounds.streamFetchBytes()).isEqualTo(MIB);
        assertThat(bounds.producerBytes(LARGEST)).isEqualTo(64 * MIB);
        assertThat(bounds.laneBytes(LANES)).isEqualTo(16 * MIB);
        assertThat(bounds.batchesFetchBytes(LANES, LARGEST)).isEqualTo(LARGEST);
        assertThat(bounds.batches()).isEqualTo(500);
    }

    @Test
    void shouldGiveASmallHeapLess() {
        HeapBounds bounds = new HeapBounds(128 * MIB);

        assertThat(bounds.streamRecords()).isEqualTo(128);
        assertThat(bounds.streamFetchBytes()).isEqualTo(128 * 1024);
        assertThat(bounds.producerBytes(LARGEST)).isEqualTo(8 * MIB);
        assertThat(bounds.laneBytes(LANES)).isEqualTo(MIB);
        assertThat(bounds.batchesFetchBytes(LANES, LARGEST)).isEqualTo(512 * 1024);
        assertThat(bounds.batches()).isEqualTo(64);
    }

    @Test
    void shouldLetEveryProducerSendTheLargestRecord() {
        assertThat(new HeapBounds(64 * MIB).producerBytes(48_000_000)).isEqualTo(96_000_000);
    }
}
