package io.eventbatcher.config.table;

import java.util.ArrayList;
import java.util.List;

/** Gathers every fault of a configuration, for an operator to mend in a single turn. */
public final class Findings {
    private final List<String> findings = new ArrayList<>();

    /**
     * @param key the subject
     * @param sentence the fault and the remedy, without a full stop
     * @param origin the place of the fault; empty for a missing key
     */
    public void add(String key, String sentence, String origin) {
        findings.add(key + ": " + sentence + (origin.isEmpty() ? "." : " (" + origin + ")."));
    }

    public boolean isEmpty() {
        return findings.isEmpty();
    }

    public List<String> all() {
        return List.copyOf(findings);
    }
}
