package io.eventbatcher.batching;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.streams.errors.ProcessorStateException;
import org.rocksdb.RocksDBException;
import org.rocksdb.Status;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The stores on this machine's disk. What is in them is in their changelogs, too, so those that cannot be opened are deleted and come
 * back from Kafka. This happens when a process is killed while Kafka Streams deletes a task's stores: at the next start it finds
 * half of them, and gives up.
 */
final class LocalStores {
    private static final Logger LOG = LoggerFactory.getLogger(LocalStores.class);

    private final Path directory;
    private final Set<Path> deleted = new HashSet<>();

    /** @param directory where Kafka Streams keeps those of our application */
    LocalStores(Path directory) {
        this.directory = directory;
    }

    /**
     * Deletes the stores of the task of which one cannot be opened.
     *
     * @throws ProcessorStateException the same, when it tells of something else, for which deleting is no cure: a full disk, or stores that
     *     were deleted before
     */
    void delete(ProcessorStateException failure) {
        Path task = brokenTask(failure).filter(deleted::add).orElseThrow(() -> failure);
        LOG.atWarn()
                .addKeyValue("task", task.getFileName())
                .setCause(failure)
                .log(
                        "A store cannot be opened. Its task's stores are deleted, and restored from Kafka; nothing is lost.");
        try (Stream<Path> files = Files.walk(task)) {
            List<Path> deepestFirst =
                    files.sorted((one, two) -> two.compareTo(one)).toList();
            for (Path file : deepestFirst) {
                Files.delete(file);
            }
        } catch (IOException undeletable) {
            failure.addSuppressed(undeletable);
            throw failure;
        }
    }

    /** Only the message says which store it is. */
    private Optional<Path> brokenTask(ProcessorStateException failure) {
        if (!(failure.getCause() instanceof RocksDBException cause) || isDiskFull(cause)) {
            return Optional.empty();
        }
        Matcher store = Pattern.compile(Pattern.quote(directory + File.separator) + "(\\d+_\\d+)")
                .matcher(String.valueOf(failure.getMessage()));
        return store.find() ? Optional.of(directory.resolve(store.group(1))) : Optional.empty();
    }

    private static boolean isDiskFull(RocksDBException failure) {
        Status status = failure.getStatus();
        return status != null && status.getSubCode() == Status.SubCode.NoSpace;
    }
}
