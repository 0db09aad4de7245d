package io.eventbatcher.notification;

import io.eventbatcher.control.Notice;
import io.eventbatcher.replay.letter.LetterKind;
import io.eventbatcher.replay.letter.StoredLetter;
import io.eventbatcher.time.Clocks;
import io.eventbatcher.time.Moment;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Kinds of dead letters that nobody was told of lately. Kinds are gathered for some seconds, because one fault often makes several. */
final class NewLetters {
    static final String PREFIX = "dead-letters/";
    static final Duration GATHERED = Duration.ofSeconds(5);

    /** In one message; a further kind waits for another letter of its own. */
    static final int MOST_KINDS = 100;

    /** Noted at a time. Where each letter is of a kind of its own, because producers put ids into names, more messages help nobody. */
    static final int MOST_NOTES = 1_000;

    private final Duration againAfter;
    private final Clocks clocks;
    private final Map<LetterKind, Integer> fresh = new LinkedHashMap<>();
    private Moment first = Moment.NEVER;

    NewLetters(Duration againAfter, Clocks clocks) {
        this.againAfter = againAfter;
        this.clocks = clocks;
    }

    void add(StoredLetter letter, Collection<Notice> told) {
        LetterKind kind = LetterKind.of(letter);
        String key = key(kind);
        boolean known = isKnown(key, told);
        boolean full = fresh.size() >= MOST_KINDS || notes(told) + fresh.size() >= MOST_NOTES;
        if (known || (full && !fresh.containsKey(kind))) {
            return;
        }
        if (fresh.isEmpty()) {
            first = clocks.moment();
        }
        fresh.merge(kind, 1, Integer::sum);
    }

    private boolean isKnown(String key, Collection<Notice> told) {
        return told.stream().anyMatch(notice -> notice.key().equals(key) && !isOld(notice));
    }

    private static long notes(Collection<Notice> told) {
        return told.stream().filter(notice -> notice.key().startsWith(PREFIX)).count();
    }

    static String key(LetterKind kind) {
        return PREFIX + kind.id();
    }

    private boolean isOld(Notice notice) {
        return !clocks.instant().isBefore(notice.at().plus(againAfter));
    }

    /** True if no kind waits for being told. */
    boolean isEmpty() {
        return fresh.isEmpty();
    }

    /** The kinds to tell, with the number of letters; empty while they are gathered. Another instance may have told of some meanwhile. */
    Map<LetterKind, Integer> due(Collection<Notice> told) {
        fresh.keySet().removeIf(kind -> isKnown(key(kind), told));
        return fresh.isEmpty() || clocks.moment().isBefore(first.plus(GATHERED)) ? Map.of() : Map.copyOf(fresh);
    }

    void told(Collection<LetterKind> kinds) {
        fresh.keySet().removeAll(kinds);
    }

    /** Notes that no longer hold anything back. */
    List<Notice> outdated(Collection<Notice> told) {
        return told.stream()
                .filter(notice -> notice.key().startsWith(PREFIX) && isOld(notice))
                .collect(Collectors.toList());
    }
}
