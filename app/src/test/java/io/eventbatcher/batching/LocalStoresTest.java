package io.eventbatcher.batching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.kafka.streams.errors.ProcessorStateException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rocksdb.RocksDBException;
import org.rocksdb.Status;

class LocalStoresTest {
    @TempDir
    Path directory;

    private Path broken;
    private Path other;
    private LocalStores stores;

    @BeforeEach
    void fill() throws IOException {
        broken = Files.createDirectories(directory.resolve("1_3/marks/marks.0"));
        Files.createFile(broken.resolve("CURRENT"));
        other = Files.createDirectories(directory.resolve("1_2/marks/marks.0"));
        stores = new LocalStores(directory);
    }

    @Test
    void shouldDeleteTheTaskWhoseStoreCannotBeOpened() {
        // When
        stores.delete(failure("Error opening store marks.0 at location " + broken, Status.SubCode.None));

        // Then
        assertThat(directory.resolve("1_3")).doesNotExist();
        assertThat(other).exists();
    }

    @Test
    void shouldNotDeleteTheSameTwice() {
        ProcessorStateException failure =
                failure("Error opening store marks.0 at location " + broken, Status.SubCode.None);
        stores.delete(failure);

        assertThatThrownBy(() -> stores.delete(failure)).isSameAs(failure);
    }

    @Test
    void shouldNotTakeAFullDiskForABrokenStore() {
        ProcessorStateException failure =
                failure("Error opening store marks.0 at location " + broken, Status.SubCode.NoSpace);

        assertThatThrownBy(() -> stores.delete(failure)).isSameAs(failure);
        assertThat(broken).exists();
    }

    @Test
    void shouldDeleteNothingThatIsNotNamed() {
        ProcessorStateException failure = failure("The state directory is locked", Status.SubCode.None);

        assertThatThrownBy(() -> stores.delete(failure)).isSameAs(failure);
        assertThat(broken).exists();
    }

    private static ProcessorStateException failure(String message, Status.SubCode why) {
        return new ProcessorStateException(
                message, new RocksDBException("as said", new Status(Status.Code.IOError, why, "as said")));
    }
}
