package io.eventbatcher.service;

import io.eventbatcher.config.ConfigurationException;
import io.eventbatcher.config.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Checks that {@code state-dir} can hold the stores. Kafka Streams would fail later, and with a poorer message. */
final class StateDirectory {
    /** With less space, the next compaction of a store may fail. */
    static final long LEAST_FREE_BYTES = 256L * 1024 * 1024;

    private final Path directory;

    StateDirectory(Settings settings) {
        this.directory = settings.stateDir().toAbsolutePath();
    }

    /**
     * Makes the directory.
     *
     * @throws ConfigurationException if the directory is unusable
     */
    void makeUsable() {
        trouble(true).ifPresent(what -> {
            throw new ConfigurationException("state-dir: " + what + ".");
        });
    }

    /** Checks the directory without making anything. */
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
