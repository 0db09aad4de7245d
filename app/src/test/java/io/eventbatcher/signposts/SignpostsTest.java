package io.eventbatcher.signposts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The table of decisions and the signs of rooms agree with the code and with the law of imports. */
class SignpostsTest {
    private static final Path SOURCES = Path.of("src/main/java/io/eventbatcher");
    private static final Pattern QUOTED = Pattern.compile("`([^`]+)`");
    private static final Pattern CODE = Pattern.compile("([a-z.]+\\.)?([A-Z]\\w+(?:\\.[A-Z]\\w+)*)(?:\\.([a-z]\\w*))?");
    private static final Pattern ROOM = Pattern.compile("(?s)<subpackage name=\"(\\w+)\"(?:/>|>(.*?)</subpackage>)");

    @Test
    void shouldNameMethodsThatExist() throws IOException {
        // Given
        String page = Files.readString(Path.of("../docs/architecture.md"));
        int table = page.indexOf("**Where is it decided?**");
        List<String> rows = page.substring(table, page.indexOf("\n## ", table))
                .lines()
                .filter(line -> line.startsWith("| ") && line.contains("`"))
                .toList();

        // When
        List<String> strangers = new ArrayList<>();
        for (String row : rows) {
            strangers.addAll(strangers(row.substring(row.indexOf(" | "))));
        }

        // Then
        assertThat(rows).hasSizeGreaterThan(25);
        assertThat(strangers).isEmpty();
    }

    /** The names of a row that no source has; a name without a class is of the class before. */
    private static List<String> strangers(String row) throws IOException {
        List<String> strangers = new ArrayList<>();
        String source = "";
        for (String name :
                QUOTED.matcher(row).results().map(found -> found.group(1)).toList()) {
            Matcher code = CODE.matcher(name);
            String method = name;
            if (code.matches()) {
                source = source(code.group(1), code.group(2));
                method = code.group(3);
            } else if (source.isEmpty() || !name.matches("[a-z]\\w*")) {
                continue;
            }
            if (source.isEmpty() || (method != null && !source.contains(' ' + method + '('))) {
                strangers.add(name);
            }
        }
        return strangers;
    }

    private static String source(@Nullable String room, String type) throws IOException {
        String file = type.replaceFirst("\\..*", "") + ".java";
        Path below = room == null ? SOURCES : SOURCES.resolve(room.replace('.', '/'));
        try (Stream<Path> files = Files.walk(below)) {
            for (Path path : files.filter(some -> some.endsWith(file)).toList()) {
                String text = Files.readString(path);
                if (text.matches(
                        "(?s).*\\b(class|record|interface|enum) " + type.replaceFirst(".*\\.", "") + "\\b.*")) {
                    return text;
                }
            }
        }
        return "";
    }

    @ParameterizedTest
    @ValueSource(strings = {"batching", "delivery"})
    void shouldNameTheRoomsThatTheLawAllows(String half) throws IOException {
        // Given
        String law = Files.readString(Path.of("../config/import-control.xml"));
        Map<String, Set<String>> allowed = new TreeMap<>();
        ROOM.matcher(law.substring(law.indexOf("<subpackage name=\"" + half + "\">") + 1))
                .results()
                .takeWhile(room -> Files.isDirectory(SOURCES.resolve(half).resolve(room.group(1))))
                .forEach(room -> allowed.put(
                        room.group(1),
                        names(
                                room.group(2) == null ? "" : room.group(2),
                                "pkg=\"io.eventbatcher." + half + "\\.(\\w+)\"")));

        // When
        Map<String, Set<String>> named = new TreeMap<>();
        for (String room : allowed.keySet()) {
            String sign = Files.readString(SOURCES.resolve(half).resolve(room).resolve("package-info.java"));
            Set<String> names = names(sign, "\\{@code[\\s*]+(\\w+)}");
            names.retainAll(allowed.keySet());
            named.put(room, names);
        }

        // Then
        assertThat(allowed).hasSizeGreaterThan(5);
        assertThat(named).isEqualTo(allowed);
    }

    private static Set<String> names(String text, String pattern) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map(name -> name.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
