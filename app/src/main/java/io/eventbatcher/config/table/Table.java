package io.eventbatcher.config.table;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Every key, in the order of the documentation. */
public final class Table {
    private final List<Section> sections;
    private final List<Key<?>> keys;
    private final List<String> passedThrough;

    public Table(List<Section> sections) {
        this.sections = List.copyOf(sections);
        this.keys = sections.stream()
                .<Key<?>>flatMap(section -> section.keys().stream())
                .toList();
        this.passedThrough = sections.stream()
                .flatMap(section -> section.passedThrough().stream())
                .toList();
    }

    /** Every key but those of {@link #passedThrough}. */
    public List<Key<?>> keys() {
        return keys;
    }

    /** Names of the parts whose keys belong to libraries. */
    public List<String> passedThrough() {
        return passedThrough;
    }

    /** The part of a property, by the property's whole name. */
    public Optional<String> passedThrough(String property) {
        return passedThrough.stream()
                .filter(part -> property.startsWith(part + "."))
                .findFirst();
    }

    public Optional<Key<?>> named(String name) {
        return keys.stream().filter(key -> key.name().equals(name)).findFirst();
    }

    /** Types the values given, and judges them alone and together. */
    public Values read(Map<String, Given> given, Findings findings) {
        Values values = new Values(given, findings);
        keys.forEach(values::parse);
        sections.forEach(section -> section.crossCheck(values));
        return values;
    }
}
