package io.eventbatcher.sandbox.bench.program;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** The end of a process's log, for the message about its death. */
record LastLines(Path log) {
    private static final int LINES = 5;
    private static final int MOST_BYTES = 8 * 1024;

    String read() {
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
            byte[] end = new byte[(int) Math.min(MOST_BYTES, file.length())];
            file.seek(file.length() - end.length);
            file.readFully(end);
            List<String> all = new String(end, StandardCharsets.UTF_8).lines().toList();
            return all.isEmpty()
                    ? "nothing."
                    : String.join(" | ", all.subList(Math.max(0, all.size() - LINES), all.size()));
        } catch (IOException silent) {
            return "it left no log.";
        }
    }
}
