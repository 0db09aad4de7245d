package io.eventbatcher.config.source;

import io.eventbatcher.config.table.Findings;
import io.eventbatcher.config.table.Given;
import java.io.StringReader;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * Reads the configuration file into flat names and texts, each with its line. Only nodes are composed, never objects: types are the
 * table's business, and a tag in a file must not decide about the construction of objects.
 */
final class YamlReader {
    private YamlReader() {}

    /**
     * The values in the file.
     *
     * @param file the name of the file, for the origins of values; empty for a text without a file
     */
    static Map<String, Given> read(String yaml, String file, Findings findings) {
        Lines lines = new Lines(file);
        YamlEntries entries = new YamlEntries(lines, findings);
        try {
            Node root = new Yaml(new LoaderOptions()).compose(new StringReader(yaml));
            if (root instanceof MappingNode mapping) {
                entries.readSection("", mapping);
            } else if (root != null && !root.getTag().equals(Tag.NULL)) {
                findings.add(Lines.FILE, "is no mapping; write keys and values such as 'threads: 2'", lines.of(root));
            }
        } catch (MarkedYAMLException malformed) {
            // getMessage() would show lines of the file
            Mark mark = malformed.getProblemMark();
            int column = mark == null ? 0 : mark.getColumn() + 1;
            findings.add(Lines.FILE, "is no YAML: " + malformed.getProblem(), lines.of(mark) + ", column " + column);
        } catch (YAMLException malformed) {
            findings.add(Lines.FILE, "is no YAML: it has a character that YAML does not allow", file);
        }
        return entries.given();
    }
}
