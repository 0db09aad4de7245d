package io.eventbatcher.config;

import java.util.ArrayList;
import java.util.List;

/** Gathers everything that is wrong, so that an operator mends it in one turn. */
final class FindingList {
    private final List<String> findings = new ArrayList<>();

    /**
     * @param key what it is about
     * @param sentence what is wrong with it and what to do, without a full stop
     * @param origin where it was said; empty for what nobody said
     */
    void add(String key, String sentence, String origin) {
        findings.add(key + ": " + sentence + (origin.isEmpty() ? "." : " (" + origin + ")."));
    }

    boolean isEmpty() {
        return findings.isEmpty();
    }

    List<String> all() {
        return List.copyOf(findings);
    }
}
