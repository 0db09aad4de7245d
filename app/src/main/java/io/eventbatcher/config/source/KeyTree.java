package io.eventbatcher.config.source;

import io.eventbatcher.config.Settings;
import io.eventbatcher.config.table.Key;
import io.eventbatcher.route.Route;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The sections that the names of keys make, and advice about unknown names. */
final class KeyTree {
    private static final Set<String> SECTIONS = sections();

    private KeyTree() {}

    /** True if keys are below the name. */
    static boolean isSection(String name) {
        return SECTIONS.contains(name);
    }

    /** The remedy for an unknown name, without a full stop. */
    static String remedy(String unknown) {
        String prefix = unknown.substring(0, unknown.lastIndexOf('.') + 1);
        if (prefix.equals("routes.")) {
            return "there is no such route; the routes are " + Route.labels();
        }
        String said = "there is no such key; ";
        Set<String> here = children(prefix);
        String last = unknown.substring(prefix.length());
        Optional<String> nearest = Nearest.to(last, here);
        if (nearest.isPresent()) {
            return said + "did you mean " + prefix + nearest.get() + "?";
        }
        List<String> elsewhere =
                names().filter(name -> name.endsWith("." + last)).toList();
        if (!elsewhere.isEmpty()) {
            return said + "did you mean " + String.join(", ", elsewhere) + "?";
        }
        return said + "known here are " + String.join(", ", here);
    }

    private static Stream<String> names() {
        return Settings.TABLE.keys().stream().map(Key::name);
    }

    private static Set<String> children(String prefix) {
        return Stream.concat(names(), SECTIONS.stream())
                .filter(name -> name.startsWith(prefix) && name.length() > prefix.length())
                .map(name -> name.substring(prefix.length()).split("\\.", 2)[0])
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> sections() {
        Set<String> sections = new TreeSet<>(Settings.TABLE.passedThrough());
        names().forEach(name -> {
            for (int dot = name.indexOf('.'); dot >= 0; dot = name.indexOf('.', dot + 1)) {
                sections.add(name.substring(0, dot));
            }
        });
        return sections;
    }
}
