package io.eventbatcher.config.source;

import io.eventbatcher.config.Settings;
import io.eventbatcher.config.table.Findings;
import io.eventbatcher.config.table.Given;
import io.eventbatcher.config.table.Key;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** Walks the sections of a configuration file and gathers values by key. */
final class YamlEntries {
    private final Map<String, Given> given = new LinkedHashMap<>();
    private final Lines lines;
    private final Findings findings;

    YamlEntries(Lines lines, Findings findings) {
        this.lines = lines;
        this.findings = findings;
    }

    Map<String, Given> given() {
        return given;
    }

    /** @param section the dotted name of the section; empty for the whole file */
    void readSection(String section, MappingNode mapping) {
        Map<String, String> seen = new HashMap<>();
        for (NodeTuple entry : mapping.getValue()) {
            if (entry.getKeyNode() instanceof ScalarNode key) {
                String name = section.isEmpty() ? key.getValue() : section + "." + key.getValue();
                String before =
                        seen.putIfAbsent(name, String.valueOf(key.getStartMark().getLine() + 1));
                if (before == null) {
                    readEntry(section, name, key, entry.getValueNode());
                } else {
                    refuse(name, "stands here a second time, first in line " + before + "; remove one of them", key);
                }
            } else {
                refuse(
                        section.isEmpty() ? Lines.FILE : section,
                        "has a key that is no text; remove it",
                        entry.getKeyNode());
            }
        }
    }

    private void readEntry(String section, String name, ScalarNode key, Node value) {
        Optional<Key<?>> known = Settings.TABLE.named(name);
        if (Settings.TABLE.passedThrough().contains(section)) {
            readProperty(section, name, key, value);
        } else if (known.isPresent()) {
            readValue(known.get(), key, value);
        } else if (!KeyTree.isSection(name)) {
            refuse(name, KeyTree.remedy(name), key);
        } else if (value instanceof MappingNode mapping) {
            readSection(name, mapping);
        } else if (!isNull(value)) {
            refuse(name, "is a section, not a value; write its keys below it, indented", key);
        }
    }

    private void readProperty(String part, String name, ScalarNode key, Node value) {
        if (!(value instanceof ScalarNode scalar) || isNull(value)) {
            refuse(name, "needs one value; write the whole name with its dots on one line", key);
        } else if (SecretNames.matches(name) && !SecretNames.isReference(scalar.getValue())) {
            refuseSecret(name, VariableNames.variable(part, key.getValue()), key);
        } else {
            put(name, scalar.getValue(), key);
        }
    }

    private void readValue(Key<?> key, ScalarNode at, Node value) {
        if (key.secret()) {
            refuseSecret(key.name(), key.variable(), at);
        } else if (value instanceof SequenceNode list && key.type().list()) {
            readList(key, at, list);
        } else if (!(value instanceof ScalarNode scalar)) {
            String form = value instanceof SequenceNode ? "list" : "mapping";
            refuse(
                    key.name(),
                    "is a " + form + "; it takes one value: " + key.type().kind(),
                    at);
        } else if (isNull(value) || scalar.getValue().isBlank()) {
            refuse(key.name(), "has no value; give it one, or remove the line", at);
        } else {
            put(key.name(), scalar.getValue().strip(), at);
        }
    }

    private void readList(Key<?> key, ScalarNode at, SequenceNode list) {
        StringJoiner values = new StringJoiner(",");
        for (Node element : list.getValue()) {
            if (element instanceof ScalarNode scalar && !scalar.getValue().isBlank()) {
                values.add(scalar.getValue().strip());
            } else {
                refuse(key.name(), "has an element that is no text; list values only", element);
                return;
            }
        }
        if (values.length() == 0) {
            refuse(key.name(), "is an empty list; give it a value, or remove the line", at);
        } else {
            put(key.name(), values.toString(), at);
        }
    }

    private void put(String name, String text, ScalarNode key) {
        Given before = given.putIfAbsent(name, new Given(text, lines.of(key)));
        if (before != null) {
            refuse(name, "stands here a second time, first in " + before.origin() + "; remove one of them", key);
        }
    }

    private void refuseSecret(String name, String variable, Node at) {
        refuse(
                name,
                "a secret does not belong in the configuration file; set " + variable + ", or " + variable + Key.FILE
                        + " to a file that holds it",
                at);
    }

    private void refuse(String name, String sentence, Node at) {
        findings.add(name, sentence, lines.of(at));
    }

    private static boolean isNull(Node node) {
        return node.getTag().equals(Tag.NULL);
    }
}
