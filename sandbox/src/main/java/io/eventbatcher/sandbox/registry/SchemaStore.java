package io.eventbatcher.sandbox.registry;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.apache.avro.Schema;

/** The schemas and levels of the registry. Ids count from 1 in the order of registration; a schema keeps its id under a second subject. */
final class SchemaStore {

    private final List<RegisteredSchema> schemas = new ArrayList<>();
    private final Map<String, List<SubjectVersion>> subjects = new TreeMap<>();
    private final Map<String, CompatibilityLevel> levels = new TreeMap<>();
    private CompatibilityLevel globalLevel = CompatibilityLevel.BACKWARD;

    synchronized SubjectVersion register(String subject, Schema schema) {
        Optional<SubjectVersion> known = find(subject, schema);
        if (known.isPresent()) {
            return known.get();
        }
        List<SubjectVersion> versions = subjects.getOrDefault(subject, List.of());
        levelFor(subject).objection(schema, newestFirst(versions)).ifPresent(why -> {
            throw RefusedException.incompatible(subject, why);
        });
        SubjectVersion added = new SubjectVersion(subject, versions.size() + 1, withId(schema));
        subjects.computeIfAbsent(subject, unseen -> new ArrayList<>()).add(added);
        return added;
    }

    synchronized SubjectVersion lookUp(String subject, Schema schema) {
        versions(subject);
        return find(subject, schema).orElseThrow(RefusedException::unknownSchema);
    }

    synchronized List<String> subjects() {
        return List.copyOf(subjects.keySet());
    }

    synchronized List<SubjectVersion> versions(String subject) {
        List<SubjectVersion> versions = subjects.get(subject);
        if (versions == null) {
            throw RefusedException.unknownSubject(subject);
        }
        return List.copyOf(versions);
    }

    /** The places of the schema under all subjects. */
    synchronized List<SubjectVersion> placesOf(RegisteredSchema registered) {
        return subjects.values().stream()
                .flatMap(List::stream)
                .filter(place -> place.registered().id() == registered.id())
                .toList();
    }

    synchronized RegisteredSchema byId(int id) {
        return schemas.stream()
                .filter(registered -> registered.id() == id)
                .findFirst()
                .orElseThrow(RefusedException::unknownSchema);
    }

    synchronized RegisteredSchema byGuid(UUID guid) {
        return schemas.stream()
                .filter(registered -> registered.guid().equals(guid))
                .findFirst()
                .orElseThrow(RefusedException::unknownSchema);
    }

    synchronized CompatibilityLevel levelFor(String subject) {
        return levels.getOrDefault(subject, globalLevel);
    }

    synchronized Optional<CompatibilityLevel> ownLevelOf(String subject) {
        return Optional.ofNullable(levels.get(subject));
    }

    synchronized void setLevel(String subject, CompatibilityLevel level) {
        levels.put(subject, level);
    }

    synchronized CompatibilityLevel globalLevel() {
        return globalLevel;
    }

    synchronized void setGlobalLevel(CompatibilityLevel level) {
        globalLevel = level;
    }

    private Optional<SubjectVersion> find(String subject, Schema schema) {
        return subjects.getOrDefault(subject, List.of()).stream()
                .filter(place -> place.registered().text().equals(schema.toString()))
                .findFirst();
    }

    private RegisteredSchema withId(Schema schema) {
        for (RegisteredSchema registered : schemas) {
            if (registered.text().equals(schema.toString())) {
                return registered;
            }
        }
        RegisteredSchema registered = new RegisteredSchema(schemas.size() + 1, schema);
        schemas.add(registered);
        return registered;
    }

    private static List<Schema> newestFirst(List<SubjectVersion> versions) {
        List<Schema> schemas = new ArrayList<>();
        for (int i = versions.size() - 1; i >= 0; i--) {
            schemas.add(versions.get(i).registered().schema());
        }
        return schemas;
    }
}
