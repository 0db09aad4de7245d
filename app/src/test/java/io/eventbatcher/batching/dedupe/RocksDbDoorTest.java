package io.eventbatcher.batching.dedupe;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventbatcher.batching.LibraryUse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;

/** Says after an upgrade of Kafka, which brings RocksDB, which of RocksDB's methods and habits have moved. */
class RocksDbDoorTest {
    private static final String ROCKS_DB = "RocksDB " + RocksDB.rocksdbVersion();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "DedupeRocksDb | RocksDB | open | DBOptions,String,List,List",
                "DedupeRocksDb | RocksDB | listColumnFamilies | Options,String",
                "DedupeRocksDb | RocksDB | createColumnFamily | ColumnFamilyDescriptor",
                "DedupeRocksDb | RocksDB | dropColumnFamily | ColumnFamilyHandle",
                "DedupeRocksDb | RocksDB | multiGetAsList | List,List",
                "DedupeRocksDb | RocksDB | write | WriteOptions,WriteBatch",
                "DedupeRocksDb | RocksDB | flush | FlushOptions,List",
                "DedupeRocksDb | WriteBatch | put | ColumnFamilyHandle,byte[],byte[]",
                "DedupeRocksDb | WriteOptions | setDisableWAL | boolean",
                "DedupeRocksDb | ColumnFamilyHandle | getName | ''",
                "DedupeStore | RocksDBException | getStatus | ''",
                "DedupeStore | Status | getSubCode | ''",
                "RocksDbOptions | ColumnFamilyOptions | setMemtableWholeKeyFiltering | boolean",
                "RocksDbOptions | ColumnFamilyOptions | setMemtablePrefixBloomSizeRatio | double"
            })
    void shouldHaveEachMethodThatDedupeCalls(String user, String type, String method, String parameters) {
        new LibraryUse(ROCKS_DB, user).check("org.rocksdb." + type, method, parameters);
    }

    @Test
    void shouldAnswerManyKeysInTheirOrderWithNullForAbsentKeys(@TempDir Path directory) throws RocksDBException {
        // Given
        DedupeEntry entry = new DedupeEntry(1_000, 7);
        DedupeKey known = new DedupeKey(1, 2);
        try (DedupeRocksDb database = DedupeRocksDb.open(directory, new BucketTimes(Duration.ofHours(1)))) {
            database.add(Map.of(known, entry), 0);

            // When
            var read = database.read(0, List.of(new DedupeKey(0, 0), known, new DedupeKey(9, 9)));

            // Then
            assertThat(read)
                    .as(
                            "%s no longer answers multiGetAsList in the keys' order with null for absent keys;"
                                    + " DedupeRocksDb needs it.",
                            ROCKS_DB)
                    .containsExactly(null, entry, null);
        }
    }

    @Test
    void shouldKeepTheFileByWhichALostDatabaseIsKnown(@TempDir Path directory) throws RocksDBException {
        // When
        DedupeRocksDb.open(directory, new BucketTimes(Duration.ofHours(1))).close();

        // Then
        assertThat(directory.resolve("CURRENT"))
                .as(
                        "%s no longer keeps a file CURRENT; DedupeStore knows by its absence that a database is gone.",
                        ROCKS_DB)
                .exists();
    }
}
