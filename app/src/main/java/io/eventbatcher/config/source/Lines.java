package io.eventbatcher.config.source;

import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.nodes.Node;

/**
 * Lines of a configuration file, for people.
 *
 * @param file the name of the file; empty for a text without a file
 */
record Lines(String file) {
    /** The subject of faults of the whole file. */
    static final String FILE = "the configuration";

    String of(Node node) {
        return of(node.getStartMark());
    }

    String of(@Nullable Mark mark) {
        int line = mark == null ? 0 : mark.getLine() + 1;
        return file.isEmpty() ? "line " + line : file + ":" + line;
    }
}
