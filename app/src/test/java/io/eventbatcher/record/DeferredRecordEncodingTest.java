package io.eventbatcher.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventbatcher.route.Route;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class DeferredRecordEncodingTest {
    private static final SourceRecord SOURCE = Records.item("u").source();

    @Test
    void shouldKeepTheReasonOfARecordWithoutSomeOfItsParts() {
        // When
        DeferredRecord read = DeferredRecord.read(
                new DeferredRecord(Route.BEHAVIORAL, SOURCE, "replay", "It has too many bytes.").toBytes());

        // Then
        assertThat(read.tooLarge()).isEqualTo("It has too many bytes.");
        assertThat(read.replayId()).isEqualTo("replay");
        assertThat(read.source().headers()).isEqualTo(SOURCE.headers());
    }

    @Test
    void shouldEncodeAWholeRecordAsEarlierReleasesDo() {
        // Given
        byte[] whole = new DeferredRecord(Route.BEHAVIORAL, SOURCE, null, null).toBytes();
        byte[] withReason = new DeferredRecord(Route.BEHAVIORAL, SOURCE, null, "why").toBytes();

        // When
        DeferredRecord read = DeferredRecord.read(whole);

        // Then: the reason stands behind all that an earlier release reads
        assertThat(read.tooLarge()).isNull();
        assertThat(Arrays.copyOf(withReason, whole.length)).isEqualTo(whole);
        assertThat(HexFormat.of().formatHex(withReason, whole.length, withReason.length))
                .isEqualTo("04776879");
    }
}
