package io.eventbatcher.sandbox.torture.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * The wall clocks of the instances, one for each as if each had a machine of its own. A preloaded library (libfaketime) adds an offset to
 * the process's wall clock, all of Kafka's code included, and leaves the monotonic clock alone. Thread-safe.
 */
public final class MachineClocks {
    /** For people. */
    public static final String ABSENT =
            "libfaketime is not installed. Install it (Debian: libfaketime), or name libfaketimeMT.so.1 in FAKETIME_LIBRARY.";

    private static final List<Path> USUAL = List.of(
            Path.of("/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1"),
            Path.of("/usr/lib/aarch64-linux-gnu/faketime/libfaketimeMT.so.1"),
            Path.of("/usr/lib64/faketime/libfaketimeMT.so.1"),
            Path.of("/usr/local/lib/faketime/libfaketimeMT.so.1"));

    private final Path directory;
    private final Optional<Path> library;
    private final Map<String, Duration> offsets = new ConcurrentHashMap<>();

    private MachineClocks(Path directory, Optional<Path> library) {
        this.directory = directory;
        this.library = library;
    }

    /** @param wanted false for clocks that never step, and processes without the library */
    static MachineClocks in(Path directory, boolean wanted) {
        String named = System.getenv("FAKETIME_LIBRARY");
        Stream<Path> places = named == null ? USUAL.stream() : Stream.of(Path.of(named));
        return new MachineClocks(
                directory, wanted ? places.filter(Files::isReadable).findFirst() : Optional.empty());
    }

    boolean canStep() {
        return library.isPresent();
    }

    /** A step seen by the running process within a second, and kept by later processes of the instance. */
    void step(String instance, Duration by) {
        write(instance, offsets.merge(instance, by, Duration::plus));
    }

    void setUp(String instance, Map<String, String> environment) {
        library.ifPresent(preloaded -> {
            write(instance, offsets.getOrDefault(instance, Duration.ZERO));
            environment.put("LD_PRELOAD", preloaded.toString());
            environment.put("FAKETIME_TIMESTAMP_FILE", file(instance).toString());
            environment.put("FAKETIME_CACHE_DURATION", "1");
            environment.put("FAKETIME_DONT_FAKE_MONOTONIC", "1");
            // otherwise waits with a timeout return at once
            environment.put("FAKETIME_FORCE_MONOTONIC_FIX", "0");
        });
    }

    private Path file(String instance) {
        return directory.resolve(instance + ".clock");
    }

    /** The library may read at any moment. */
    private void write(String instance, Duration offset) {
        try {
            Path written = Files.writeString(
                    directory.resolve(instance + ".clock.new"), "%+d\n".formatted(offset.toSeconds()));
            Files.move(written, file(instance), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException failure) {
            throw new UncheckedIOException("The clock of %s cannot be set.".formatted(instance), failure);
        }
    }
}
