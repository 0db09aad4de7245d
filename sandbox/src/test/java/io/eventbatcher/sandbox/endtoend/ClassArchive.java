package io.eventbatcher.sandbox.endtoend;

import io.eventbatcher.sandbox.stack.ThisProgram;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The classes that a service loads, as the JVM keeps them when it ends: processes of later tests start in less CPU time. Without the archive
 * they start all the same.
 */
final class ClassArchive {
    private ClassArchive() {}

    /** The archive, if there is one of this class path. */
    static Optional<Path> file() {
        return place().filter(Files::exists);
    }

    /** Lets the process leave the archive when it ends, unless there is one. */
    static void leave(ProcessBuilder process) {
        place().filter(archive -> !Files.exists(archive))
                .ifPresent(archive -> process.command()
                        .addAll(1, List.of("-XX:ArchiveClassesAtExit=" + unfinished(archive), "-Xlog:disable")));
    }

    /** To be called when the process has ended: others find a whole archive or none. */
    static void keep() {
        place().filter(archive -> Files.exists(unfinished(archive))).ifPresent(archive -> {
            try {
                Files.move(unfinished(archive), archive, StandardCopyOption.ATOMIC_MOVE);
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        });
    }

    private static Path unfinished(Path archive) {
        return archive.resolveSibling(archive.getFileName() + ".unfinished");
    }

    /**
     * A place for each build and JVM, since a JVM complains on stdout of an archive that does not fit. None for directories, which
     * archives do not know.
     */
    private static Optional<Path> place() {
        List<File> jars = Arrays.stream(ThisProgram.classPath().split(File.pathSeparator, -1))
                .map(File::new)
                .toList();
        if (!jars.stream().allMatch(File::isFile)) {
            return Optional.empty();
        }
        List<Object> version = jars.stream()
                .<Object>map(jar -> List.of(jar.getPath(), jar.length(), jar.lastModified()))
                .toList();
        return Optional.of(Path.of("target")
                .resolve("classes-%d-%08x.jsa".formatted(Runtime.version().feature(), version.hashCode()))
                .toAbsolutePath());
    }
}
