package io.eventbatcher.config;

import java.io.StringReader;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * Reads the configuration file into flat names and texts, each with its line. Only nodes are composed, never objects: types are
 * the table's business, and a tag in a file must not decide what is constructed.
 */
final class YamlReader {
    private static final String FILE = "the configuration";

    private final Map<String, Given> given = new LinkedHashMap<>();
    private final FindingList findings;
    private final String file;

    private YamlReader(FindingList findings, String file) {
        this.findings = findings;
        this.file = file;
    }

    /**
     * What the file gives.
     *
     * @param file its name, for the origins of values; empty when it has none
     */
    static Map<String, Given> read(String yaml, String file, FindingList findings) {
        YamlReader reader = new YamlReader(findings, file);
        reader.readDocument(yaml);
        return reader.given;
    }

    private void readDocument(String yaml) {
        try {
            Node root = new Yaml(new LoaderOptions()).compose(new StringReader(yaml));
            if (root == null || isNull(root)) {
                return;
            }
            if (root instanceof MappingNode mapping) {
                readSection("", mapping);
            } else {
                findings.add(FILE, "is no mapping; write keys and values such as 'threads: 2'", origin(root));
            }
        } catch (MarkedYAMLException malformed) {
            // getMessage() would show lines of the file
            int line = malformed.getProblemMark() == null
                    ? 0
                    : malformed.getProblemMark().getLine() + 1;
            int column = malformed.getProblemMark() == null
                    ? 0
                    : malformed.getProblemMark().getColumn() + 1;
            findings.add(FILE, "is no YAML: " + malformed.getProblem(), at(line) + ", column " + column);
        } catch (YAMLException malformed) {
            findings.add(FILE, "is no YAML: it has a character that YAML does not allow", file);
        }
    }

    private void readSection(String section, MappingNode mapping) {
        Map<String, Integer> seen = new HashMap<>();
        for (NodeTuple entry : mapping.getValue()) {
            if (!(entry.getKeyNode() instanceof ScalarNode key)) {
                findings.add(
                        section.isEmpty() ? FILE : section,
                        "has a key that is no text; remove it",
                        origin(entry.getKeyNode()));
                continue;
            }
            String name = section.isEmpty() ? key.getValue() : section + "." + key.getValue();
            int line = key.getStartMark().getLine() + 1;
            Integer before = seen.putIfAbsent(name, line);
            if (before != null) {
                findings.add(
                        name, "stands here a second time, first in line " + before + "; remove one of them", at(line));
            } else {
                readEntry(section, name, key, entry.getValueNode());
            }
        }
    }

    private void readEntry(String section, String name, ScalarNode key, Node value) {
        if (KeyTree.passesThrough(section)) {
            if (value instanceof ScalarNode scalar && !isNull(value)) {
                put(name, scalar.getValue(), key);
            } else {
                findings.add(name, "needs one value; write the whole name with its dots on one line", origin(key));
            }
        } else if (KeyTree.isSection(name)) {
            if (value instanceof MappingNode mapping) {
                readSection(name, mapping);
            } else if (!isNull(value)) {
                findings.add(name, "is a section, not a value; write its keys below it, indented", origin(key));
            }
        } else {
            Optional<Key<?>> known = Keys.named(name);
            if (known.isPresent()) {
                readValue(known.get(), key, value);
            } else {
                findings.add(name, KeyTree.remedy(name), origin(key));
            }
        }
    }

    private void readValue(Key<?> key, ScalarNode at, Node value) {
        if (key.secret()) {
            findings.add(
                    key.name(),
                    "a secret does not belong in the configuration file; set " + key.variable() + ", or "
                            + key.variable() + Key.FILE + " to a file that holds it",
                    origin(at));
        } else if (isNull(value)
                || (value instanceof ScalarNode scalar && scalar.getValue().isBlank())) {
            findings.add(key.name(), "has no value; give it one, or remove the line", origin(at));
        } else if (value instanceof ScalarNode scalar) {
            put(key.name(), scalar.getValue().strip(), at);
        } else if (value instanceof SequenceNode list && key.type().list()) {
            readList(key, at, list);
        } else {
            findings.add(
                    key.name(),
                    "is a " + (value instanceof SequenceNode ? "list" : "mapping") + "; it takes one value: "
                            + key.type().kind(),
                    origin(at));
        }
    }

    private void readList(Key<?> key, ScalarNode at, SequenceNode list) {
        StringJoiner values = new StringJoiner(",");
        for (Node element : list.getValue()) {
            if (element instanceof ScalarNode scalar && !scalar.getValue().isBlank()) {
                values.add(scalar.getValue().strip());
            } else {
                findings.add(key.name(), "has an element that is no text; list values only", origin(element));
                return;
            }
        }
        if (values.length() == 0) {
            findings.add(key.name(), "is an empty list; give it a value, or remove the line", origin(at));
        } else {
            put(key.name(), values.toString(), at);
        }
    }

    private void put(String name, String text, ScalarNode key) {
        Given before = given.putIfAbsent(name, new Given(text, origin(key)));
        if (before != null) {
            findings.add(
                    name,
                    "stands here a second time, first in " + before.origin() + "; remove one of them",
                    origin(key));
        }
    }

    private static boolean isNull(Node node) {
        return node.getTag().equals(Tag.NULL);
    }

    private String origin(Node node) {
        return at(node.getStartMark().getLine() + 1);
    }

    private String at(int line) {
        return file.isEmpty() ? "line " + line : file + ":" + line;
    }
}
