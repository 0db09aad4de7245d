package io.eventbatcher.service;

import io.eventbatcher.config.ConfigurationException;
import io.eventbatcher.config.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Whether the stores can be kept where {@code state-dir} says. Kafka Streams would find out later, and less clearly. */
final class StateDirectory {
    /** Below this the stores' next compaction may already fail. */
    static final long LEAST_FREE_BYTES = 256L * 1024 * 1024;

    private final Path directory;

    StateDirectory(Settings settings) {
        this.directory = settings.stateDir().toAbsolutePath();
    }

    /** Makes the directory, and fails where it cannot be used. */
    void makeUsable() {
        trouble(true).ifPresent(what -> {
            throw new ConfigurationException("state-dir: " + what + ".");
        });
    }

    /** The same without making anything. */
    Check check() {
        return trouble(false)
                .map(what -> Check.failed("state-dir", what))
                .orElseGet(() -> Check.good("state-dir", directory.toString()));
    }

    private Optional<String> trouble(boolean make) {
        try {
            if (make) {
                Files.createDirectories(directory);
            }
            Path existing = nearestExisting();
            if (!Files.isDirectory(existing)) {
                return Optional.of(existing + " is a file; name a directory for the stores");
            }
            if (!Files.isWritable(existing)) {
                return Optional.of(
                        existing + " may not be written to; give this user the right, or name another directory");
            }
            long free = Files.getFileStore(existing).getUsableSpace();
            return free < LEAST_FREE_BYTES
                    ? Optional.of("only " + free / (1024 * 1024) + " MB are free at " + existing
                            + "; make room, or name a directory on another disk")
                    : Optional.empty();
        } catch (IOException failure) {
            return Optional.of(
                    directory + " cannot be made (" + failure.getClass().getSimpleName() + ": " + failure.getMessage()
                            + "); name a directory that this user may write to");
        }
    }

    private Path nearestExisting() {
        Path path = directory;
        while (!Files.exists(path) && path.getParent() != null) {
            path = path.getParent();
        }
        return path;
    }
}
