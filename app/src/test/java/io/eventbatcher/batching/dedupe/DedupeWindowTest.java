package io.eventbatcher.batching.dedupe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rocksdb.RocksDBException;

class DedupeWindowTest {
    private static final Duration WINDOW = Duration.ofHours(1);
    private static final long EDGE = WINDOW.toMillis() * 1000;
    private static final DedupeKey KEY = new DedupeKey(1, 2);
    private static final DedupeKey OTHER_KEY = new DedupeKey(2, 1);

    private Path directory;
    private final BucketTimes times = new BucketTimes(WINDOW);
    private DedupeRocksDb disk;
    private DedupeWindow window;

    @BeforeEach
    void open(@TempDir Path ofThisTest) throws RocksDBException {
        directory = ofThisTest;
        disk = DedupeRocksDb.open(directory, times);
        window = new DedupeWindow(disk, times);
    }

    @AfterEach
    void close() {
        disk.close();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void shouldTellWhatWasSeen(boolean written) {
        // When
        window.add(KEY, 7, EDGE);
        if (written) {
            window.write(EDGE);
        }

        // Then
        assertThat(find(KEY, 7, EDGE + 1)).isEqualTo(DedupeWindow.Seen.SAME);
        assertThat(find(KEY, 8, EDGE + 1)).isEqualTo(DedupeWindow.Seen.OTHER);
        assertThat(find(OTHER_KEY, 7, EDGE + 1)).isEqualTo(DedupeWindow.Seen.NEVER);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void shouldForgetExactlyAfterTheWindow(boolean written) {
        // When seen in the middle of a bucket
        long seenAt = EDGE + WINDOW.toMillis() / 2;
        window.add(KEY, 7, seenAt);
        if (written) {
            window.write(seenAt);
        }

        // Then
        assertThat(find(KEY, 7, seenAt + WINDOW.toMillis() - 1)).isEqualTo(DedupeWindow.Seen.SAME);
        assertThat(find(KEY, 7, seenAt + WINDOW.toMillis())).isEqualTo(DedupeWindow.Seen.NEVER);
    }

    @Test
    void shouldRememberWhenTheClockIsSetBackOverTheEdgeOfABucket() {
        // Given: seen a second into a bucket
        window.add(KEY, 7, EDGE + 1000);
        window.write(EDGE + 1000);

        // When: the clock stands a day and a minute earlier
        DedupeWindow.Seen seen = find(KEY, 7, EDGE - Duration.ofDays(1).toMillis() - 59_000);

        // Then
        assertThat(seen).isEqualTo(DedupeWindow.Seen.SAME);
    }

    @Test
    void shouldDropBucketsThatNothingCanNeed() {
        // Given
        window.add(KEY, 7, EDGE);
        window.write(EDGE);
        long later = EDGE + 2 * WINDOW.toMillis();

        // When
        window.add(OTHER_KEY, 7, later);
        window.write(later);

        // Then
        assertThat(disk.buckets()).containsExactly(later);
    }

    @Test
    void shouldKeepWhatWasWrittenOverAClose() throws RocksDBException {
        // Given
        window.add(KEY, 7, EDGE);
        window.write(EDGE);

        // When
        disk.close();
        open(directory);

        // Then
        assertThat(find(KEY, 7, EDGE + 1)).isEqualTo(DedupeWindow.Seen.SAME);
    }

    @Test
    void shouldNotLookInBucketsOfAnotherWindow() throws RocksDBException {
        // Given
        window.add(KEY, 7, EDGE);
        window.write(EDGE);
        disk.close();

        // When
        assertThatThrownBy(() -> DedupeRocksDb.open(directory, new BucketTimes(WINDOW.dividedBy(2))))

                // Then Kafka Streams restores them from the changelog into buckets that fit
                .isInstanceOf(RocksDBException.class)
                .hasMessageContaining("dedupe.window");
        open(directory);
    }

    @Test
    void shouldWriteALotBeforeTheCommitButNotWithinABundle() {
        // Given one look for all, as for a bundle
        List<DedupeKey> keys =
                IntStream.range(0, 10_000).mapToObj(i -> new DedupeKey(i, 0)).toList();
        window.lookUp(keys, EDGE);

        // When
        keys.forEach(key -> window.add(key, 7, EDGE));

        // Then a duplicate in the bundle is one, and the next look finds what was written for it
        assertThat(window.find(keys.get(0), 7, EDGE)).isEqualTo(DedupeWindow.Seen.SAME);
        assertThat(disk.buckets()).isEmpty();
        assertThat(find(keys.get(9_999), 7, EDGE)).isEqualTo(DedupeWindow.Seen.SAME);
        assertThat(disk.buckets()).containsExactly(EDGE);
    }

    private DedupeWindow.Seen find(DedupeKey key, long content, long now) {
        window.lookUp(List.of(key), now);
        return window.find(key, content, now);
    }
}
