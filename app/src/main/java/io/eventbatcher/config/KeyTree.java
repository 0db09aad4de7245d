package io.eventbatcher.config;

import io.eventbatcher.route.Route;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The sections that the keys' names make, and what to say of a name that is none of them. */
final class KeyTree {
    private static final Set<String> SECTIONS = sections();

    private KeyTree() {}

    /** Whether keys are below this name. */
    static boolean isSection(String name) {
        return SECTIONS.contains(name);
    }

    /** Whether anything may be below this name, because it is passed on. */
    static boolean passesThrough(String section) {
        return section.equals(Keys.KAFKA_PROPERTIES) || section.equals(Keys.AVRO_PROPERTIES);
    }

    /** What to do about a name that is unknown, without a full stop. */
    static String remedy(String unknown) {
        String section = unknown.contains(".") ? unknown.substring(0, unknown.lastIndexOf('.')) : "";
        if (section.equals("routes")) {
            return "there is no such route; the routes are " + Route.labels();
        }
        String said = "there is no such key; ";
        Set<String> here = children(section);
        String last = unknown.substring(unknown.lastIndexOf('.') + 1);
        Optional<String> nearest = Nearest.to(last, here);
        if (nearest.isPresent()) {
            return said + "did you mean " + (section.isEmpty() ? "" : section + ".") + nearest.get() + "?";
        }
        List<String> elsewhere = Keys.all().stream()
                .map(Key::name)
                .filter(name -> name.endsWith("." + last))
                .toList();
        if (!elsewhere.isEmpty()) {
            return said + "did you mean " + String.join(", ", elsewhere) + "?";
        }
        return said + "known here are " + String.join(", ", here);
    }

    private static Set<String> children(String section) {
        String prefix = section.isEmpty() ? "" : section + ".";
        Set<String> names = Keys.all().stream().map(Key::name).collect(Collectors.toSet());
        names.addAll(SECTIONS);
        return names.stream()
                .filter(name -> name.startsWith(prefix) && name.length() > prefix.length())
                .map(name -> name.substring(prefix.length()).split("\\.", 2)[0])
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> sections() {
        Set<String> sections = new TreeSet<>(Set.of(Keys.KAFKA_PROPERTIES, Keys.AVRO_PROPERTIES));
        for (Key<?> key : Keys.all()) {
            for (int dot = key.name().indexOf('.'); dot >= 0; dot = key.name().indexOf('.', dot + 1)) {
                sections.add(key.name().substring(0, dot));
            }
        }
        return sections;
    }
}
