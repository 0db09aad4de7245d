package io.eventbatcher.ingest.registry;

import java.util.ArrayList;
import java.util.List;

/**
 * Several instances of one registry: asks first the instance that answered last, then the rest in order. If none answers, the answer
 * gives the reason of each. Not safe for use by several threads.
 */
final class FailoverRegistry implements Registry {
    private final List<Registry> instances;
    private int preferred;

    private FailoverRegistry(List<Registry> instances) {
        this.instances = List.copyOf(instances);
    }

    static Registry of(List<Registry> instances) {
        return instances.size() == 1 ? instances.get(0) : new FailoverRegistry(instances);
    }

    @Override
    public SchemaAnswer ask(SchemaId id) {
        List<String> reasons = new ArrayList<>();
        for (int step = 0; step < instances.size(); step++) {
            int instance = (preferred + step) % instances.size();
            SchemaAnswer answer = instances.get(instance).ask(id);
            if (!(answer instanceof SchemaAnswer.NoAnswer silent)) {
                preferred = instance;
                return answer;
            }
            reasons.add(silent.why());
        }
        return new SchemaAnswer.NoAnswer(String.join(" ", reasons));
    }

    @Override
    public String toString() {
        return "FailoverRegistry" + instances;
    }
}
