package io.eventbatcher.sandbox.torture.evidence;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Counts broken promises, and keeps the first findings of each check. */
public final class Findings {
    private static final int KEPT_OF_EACH = 20;

    private final Map<Check, List<Finding>> kept = new EnumMap<>(Check.class);
    private final Map<Check, Long> counts = new EnumMap<>(Check.class);

    public void add(Check check, String what) {
        add(check, 1, what);
    }

    /** Adds several findings of one check, told in one sentence. */
    public void add(Check check, long count, String what) {
        counts.merge(check, count, Long::sum);
        List<Finding> of = kept.computeIfAbsent(check, unseen -> new ArrayList<>());
        if (of.size() < KEPT_OF_EACH) {
            of.add(new Finding(check, what));
        }
    }

    public void addAll(Findings others) {
        others.counts.forEach((check, count) -> counts.merge(check, count, Long::sum));
        others.kept
                .values()
                .forEach(some -> some.forEach(finding -> {
                    List<Finding> of = kept.computeIfAbsent(finding.check(), unseen -> new ArrayList<>());
                    if (of.size() < KEPT_OF_EACH) {
                        of.add(finding);
                    }
                }));
    }

    public long count(Check check) {
        return counts.getOrDefault(check, 0L);
    }

    public boolean clean() {
        return counts.isEmpty();
    }

    /** Returns the first findings, from all checks in turn, because no check may hide another. */
    public List<Finding> first(int most) {
        List<Finding> first = new ArrayList<>();
        for (int i = 0; i < KEPT_OF_EACH && first.size() < most; i++) {
            for (List<Finding> of : kept.values()) {
                if (i < of.size() && first.size() < most) {
                    first.add(of.get(i));
                }
            }
        }
        return first;
    }
}
