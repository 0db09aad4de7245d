package io.eventbatcher.sandbox.bench.program;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The end of a process's log, for the message about its death. */
record LastLines(Path log) {
    private static final int LINES = 5;

    String read() {
        try (Stream<String> lines = Files.lines(log, StandardCharsets.UTF_8)) {
            List<String> all = lines.toList();
            return String.join(" | ", all.subList(Math.max(0, all.size() - LINES), all.size()));
        } catch (IOException silent) {
            return "it left no log.";
        }
    }
}
