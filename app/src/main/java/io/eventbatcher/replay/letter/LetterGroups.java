package io.eventbatcher.replay.letter;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Letters gathered by kind. The number of groups is bounded: letters of further kinds go into one group of all others. */
public final class LetterGroups {
    /** The reason of the group of all others. */
    public static final String OTHERS = "others";

    private static final int MOST_GROUPS = 1_000;

    private final int most;
    private final Map<LetterKind, LetterGroup> groups = new HashMap<>();
    private @Nullable LetterGroup others;

    public LetterGroups() {
        this(MOST_GROUPS);
    }

    LetterGroups(int most) {
        this.most = most;
    }

    public void add(StoredLetter letter, boolean open) {
        group(LetterKind.of(letter)).add(letter, open);
    }

    private LetterGroup group(LetterKind kind) {
        LetterGroup known = groups.get(kind);
        if (known != null) {
            return known;
        }
        if (groups.size() < most) {
            LetterGroup added = new LetterGroup(kind, kind.id());
            groups.put(kind, added);
            return added;
        }
        if (others == null) {
            others = new LetterGroup(new LetterKind(OTHERS, "", "", "", "kinds beyond the first " + most), "");
        }
        return others;
    }

    /** The groups with most open letters first, then by count; the group of all others is the last. */
    public List<LetterGroup> list() {
        Stream<LetterGroup> sorted = groups.values().stream()
                .sorted(Comparator.comparingLong(LetterGroup::open)
                        .thenComparingLong(LetterGroup::count)
                        .reversed()
                        .thenComparing(LetterGroup::id));
        return Stream.concat(sorted, Stream.ofNullable(others)).toList();
    }

    public long count() {
        return list().stream().mapToLong(LetterGroup::count).sum();
    }

    public long open() {
        return list().stream().mapToLong(LetterGroup::open).sum();
    }
}
