package io.eventbatcher.events;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;

/** The released versions of a record, kept in this module for as long as a topic may hold them. */
final class ReleasedSchemas {

    private static final Path DIRECTORY = Path.of("released");

    private ReleasedSchemas() {}

    /** All versions from 1 on, without a gap; the newest first, as Avro's validators want them. */
    static List<Schema> newestFirst(String recordName) throws IOException {
        Path directory = DIRECTORY.resolve(recordName);
        List<Schema> newestFirst = new ArrayList<>();
        for (int version = 1; Files.exists(file(directory, version)); version++) {
            // a parser of its own for each, because one parser refuses a name the second time
            newestFirst.add(
                    0, new Schema.Parser().parse(file(directory, version).toFile()));
        }
        try (var files = Files.list(directory)) {
            if (newestFirst.isEmpty() || files.count() != newestFirst.size()) {
                throw new IllegalStateException(
                        "%s must hold 1.avsc, 2.avsc and so on without a gap, and nothing else.".formatted(directory));
            }
        }
        return newestFirst;
    }

    private static Path file(Path directory, int version) {
        return directory.resolve(version + ".avsc");
    }
}
