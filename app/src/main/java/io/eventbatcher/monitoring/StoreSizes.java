package io.eventbatcher.monitoring;

import io.eventbatcher.config.Settings;
import io.eventbatcher.route.Route;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The disk space of the dedupe entries, by the files in the state directory: any thread may look, and no store is asked. */
final class StoreSizes {
    private static final String DEDUPE_STORE = "-seen";

    /** Below the application's directory: the task, the store, its files. */
    private static final int DEPTH = 3;

    private final Path application;

    StoreSizes(Settings settings) {
        application = settings.stateDir().resolve(settings.applicationId());
    }

    /** The bytes of a route's stores; 0 without any. A file that goes while somebody looks does not count. */
    long bytes(Route route) {
        String store = route.label() + DEDUPE_STORE;
        try (Stream<Path> files = Files.walk(application.toAbsolutePath(), DEPTH)) {
            return files.filter(file ->
                            file.getName(file.getNameCount() - 2).toString().equals(store))
                    .mapToLong(StoreSizes::size)
                    .sum();
        } catch (IOException | UncheckedIOException gone) {
            return 0;
        }
    }

    private static long size(Path file) {
        try {
            return Files.isRegularFile(file) ? Files.size(file) : 0;
        } catch (IOException gone) {
            return 0;
        }
    }
}
