package io.eventbatcher.config;

import io.eventbatcher.config.table.Key;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes {@code event-batcher.example.yaml} from the table of keys. Prose begins with a hash and a space; a key that may be left
 * out begins with a hash and no space, so that taking away the hash is all it takes.
 */
final class ExampleFile {
    private static final int WIDTH = 120;

    private static final String HEAD = """
        # Every key of Event Batcher with its default. Only the uncommented keys are needed; to change another one, take away the
        # hash before it. An environment variable overrides each: EVENT_BATCHER_ and the name in capitals, with an underscore for each
        # dot and hyphen. Secrets come from the environment only. Check the file with: event-batcher validate --offline --config FILE
        """;

    private ExampleFile() {}

    static String text() {
        StringBuilder text = new StringBuilder(HEAD);
        List<String> open = List.of();
        for (Key<?> key : Settings.TABLE.keys()) {
            List<String> path = List.of(key.name().split("\\."));
            List<String> sections = path.subList(0, path.size() - 1);
            if (!sections.equals(open)) {
                leave(text, open, sections);
                enter(text, open, sections);
                open = sections;
            }
            write(text, key, path.size() - 1);
        }
        leave(text, open, List.of());
        return text.toString();
    }

    private static void enter(StringBuilder text, List<String> from, List<String> to) {
        for (int depth = common(from, to); depth < to.size(); depth++) {
            text.append('\n').append("  ".repeat(depth)).append(to.get(depth)).append(":\n");
        }
    }

    /** What is passed through stands at the end of its section. */
    private static void leave(StringBuilder text, List<String> from, List<String> to) {
        if (from.equals(List.of("kafka")) && !to.equals(from)) {
            passThrough(text, "every Kafka client", "security.protocol: SASL_SSL");
        }
        if (from.equals(List.of("avro")) && !to.equals(from)) {
            passThrough(text, "the class that avro.deserializer names", "specific.avro.reader: false");
        }
    }

    private static void passThrough(StringBuilder text, String receiver, String example) {
        text.append("\n  # Passed to ").append(receiver).append(": whole names, dots included.\n");
        text.append("  properties:\n    # ").append(example).append('\n');
    }

    private static int common(List<String> one, List<String> other) {
        int depth = 0;
        while (depth < one.size() && depth < other.size() && one.get(depth).equals(other.get(depth))) {
            depth++;
        }
        return depth;
    }

    private static void write(StringBuilder text, Key<?> key, int depth) {
        String indent = "  ".repeat(depth);
        text.append('\n');
        wrapped(key.purpose() + facts(key), WIDTH - indent.length() - 2)
                .forEach(line -> text.append(indent).append("# ").append(line).append('\n'));
        String name = key.name().substring(key.name().lastIndexOf('.') + 1);
        text.append(indent)
                .append(
                        switch (key.fallback()) {
                            case DEFAULT -> "#" + name + ": " + key.instead();
                            case REQUIRED -> name + ": " + key.instead();
                            case OPEN ->
                                "# " + name
                                        + (key.secret()
                                                ? ": " + key.variable() + " or " + key.variable() + Key.FILE
                                                : ":");
                        })
                .append('\n');
    }

    private static String facts(Key<?> key) {
        String bounds = key.type().bounds().replace("`", "");
        String kind = " [" + key.type().kind() + (bounds.isEmpty() ? "" : ": " + bounds);
        return kind
                + switch (key.fallback()) {
                    case DEFAULT -> "]";
                    case REQUIRED -> "; required]";
                    case OPEN -> "; default: " + key.instead() + "]";
                };
    }

    private static List<String> wrapped(String prose, int width) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : prose.split(" ", -1)) {
            if (line.length() > 0 && line.length() + 1 + word.length() > width) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.length() == 0 ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return lines;
    }
}
