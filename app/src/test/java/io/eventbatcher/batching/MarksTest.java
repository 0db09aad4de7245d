package io.eventbatcher.batching;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rocksdb.RocksDBException;

class MarksTest {
    private static final Duration WINDOW = Duration.ofHours(1);
    private static final long EDGE = WINDOW.toMillis() * 1000;
    private static final MarkKey KEY = new MarkKey(1, 2);
    private static final MarkKey OTHER_KEY = new MarkKey(2, 1);

    private Path directory;
    private final MarkTimes times = new MarkTimes(WINDOW);
    private MarkFiles disk;
    private Marks marks;

    @BeforeEach
    void open(@TempDir Path ofThisTest) throws RocksDBException {
        directory = ofThisTest;
        disk = MarkFiles.open(directory, times::bucket);
        marks = new Marks(disk, times);
    }

    @AfterEach
    void close() {
        disk.close();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void shouldTellWhatWasSeen(boolean written) {
        // When
        marks.set(KEY, 7, EDGE);
        if (written) {
            marks.write(EDGE);
        }

        // Then
        assertThat(find(KEY, 7, EDGE + 1)).isEqualTo(Marks.Seen.SAME);
        assertThat(find(KEY, 8, EDGE + 1)).isEqualTo(Marks.Seen.OTHER);
        assertThat(find(OTHER_KEY, 7, EDGE + 1)).isEqualTo(Marks.Seen.NEVER);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void shouldForgetExactlyAfterTheWindow(boolean written) {
        // When seen in the middle of a bucket
        long seenAt = EDGE + WINDOW.toMillis() / 2;
        marks.set(KEY, 7, seenAt);
        if (written) {
            marks.write(seenAt);
        }

        // Then
        assertThat(find(KEY, 7, seenAt + WINDOW.toMillis() - 1)).isEqualTo(Marks.Seen.SAME);
        assertThat(find(KEY, 7, seenAt + WINDOW.toMillis())).isEqualTo(Marks.Seen.NEVER);
    }

    @Test
    void shouldRememberWhenTheClockIsSetBackOverTheEdgeOfABucket() {
        // Given: marked a second into a bucket
        marks.set(KEY, 7, EDGE + 1000);
        marks.write(EDGE + 1000);

        // When: the clock stands a minute earlier
        Marks.Seen seen = find(KEY, 7, EDGE - 59_000);

        // Then
        assertThat(seen).isEqualTo(Marks.Seen.SAME);
    }

    @Test
    void shouldDropBucketsThatNothingCanNeed() {
        // Given
        marks.set(KEY, 7, EDGE);
        marks.write(EDGE);
        long later = EDGE + 2 * WINDOW.toMillis();

        // When
        marks.set(OTHER_KEY, 7, later);
        marks.write(later);

        // Then
        assertThat(disk.has(EDGE)).isFalse();
        assertThat(disk.has(later)).isTrue();
    }

    @Test
    void shouldKeepWhatWasWrittenOverAClose() throws RocksDBException {
        // Given
        marks.set(KEY, 7, EDGE);
        marks.write(EDGE);

        // When
        disk.close();
        open(directory);

        // Then
        assertThat(find(KEY, 7, EDGE + 1)).isEqualTo(Marks.Seen.SAME);
    }

    @Test
    void shouldWriteALotBeforeTheCommit() {
        // When
        for (int i = 0; i < 10_000; i++) {
            marks.set(new MarkKey(i, 0), 7, EDGE);
        }

        // Then
        Marks another = new Marks(disk, times);
        another.lookUp(List.of(new MarkKey(0, 0)), EDGE);
        assertThat(another.find(new MarkKey(0, 0), 7, EDGE)).isEqualTo(Marks.Seen.SAME);
        assertThat(find(new MarkKey(9_999, 0), 7, EDGE)).isEqualTo(Marks.Seen.SAME);
    }

    private Marks.Seen find(MarkKey key, long content, long now) {
        marks.lookUp(List.of(key), now);
        return marks.find(key, content, now);
    }
}
