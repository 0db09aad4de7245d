package io.eventbatcher.replay.letter;

import org.jspecify.annotations.Nullable;

/** Letters of one kind, counted. */
public final class LetterGroup {
    private final LetterKind kind;
    private final String id;
    private final HourCounts hours = new HourCounts();
    private long count;
    private long open;
    private long again;
    private long first = Long.MAX_VALUE;
    private long last = Long.MIN_VALUE;
    private @Nullable StoredLetter example;

    LetterGroup(LetterKind kind, String id) {
        this.kind = kind;
        this.id = id;
    }

    void add(StoredLetter letter, boolean isOpen) {
        long diedAt = letter.diedAt();
        count++;
        hours.add(diedAt);
        first = Math.min(first, diedAt);
        last = Math.max(last, diedAt);
        if (isOpen) {
            open++;
        }
        if (letter.replays() > 0) {
            again++;
        }
        if (example == null || (isOpen && open == 1)) {
            example = letter.withoutPayload();
        }
    }

    /** The kind; a kind with the reason {@link LetterGroups#OTHERS} for letters of all kinds that got no group of their own. */
    public LetterKind kind() {
        return kind;
    }

    /** The name for {@code --group}; empty for the group of all others. */
    public String id() {
        return id;
    }

    public long count() {
        return count;
    }

    /** The letters that nobody has done anything about. */
    public long open() {
        return open;
    }

    /** The letters that came back after a replay. */
    public long again() {
        return again;
    }

    /** The first time of death, in milliseconds since the epoch. */
    public long first() {
        return first;
    }

    public long last() {
        return last;
    }

    /** A letter of the group, an open one if there is one. */
    public StoredLetter example() {
        if (example == null) {
            throw new IllegalStateException("a group without a letter");
        }
        return example;
    }

    /** The deaths between two times, gathered in so many equal columns of whole hours. */
    public long[] deaths(long fromMillis, long toMillis, int columns) {
        return hours.columns(fromMillis, toMillis, columns);
    }
}
