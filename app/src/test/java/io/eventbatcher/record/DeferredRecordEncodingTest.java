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
                new DeferredRecord(Route.BEHAVIORAL, SOURCE, "replay", "It has too many bytes.", 1_700_000_000_000L)
                        .toBytes());

        // Then
        assertThat(read.tooLarge()).isEqualTo("It has too many bytes.");
        assertThat(read.since()).isEqualTo(1_700_000_000_000L);
        assertThat(read.replayId()).isEqualTo("replay");
        assertThat(read.source().headers()).isEqualTo(SOURCE.headers());
    }

    @Test
    void shouldKeepWhatEarlierReleasesReadAndReadWhatTheyWrote() {
        // Given
        byte[] bytes = new DeferredRecord(Route.BEHAVIORAL, SOURCE, null, null, 5).toBytes();
        int ofEarlierReleases = bytes.length - 2;

        // When
        DeferredRecord read = DeferredRecord.read(Arrays.copyOf(bytes, ofEarlierReleases));

        // Then: reason and time stand behind all that an earlier release reads
        assertThat(HexFormat.of().formatHex(bytes, ofEarlierReleases, bytes.length))
                .isEqualTo("0005");
        assertThat(read.tooLarge()).isNull();
        assertThat(read.since()).isEqualTo(SOURCE.origin().timestamp());
    }
}
