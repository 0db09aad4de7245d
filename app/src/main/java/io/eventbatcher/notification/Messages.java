package io.eventbatcher.notification;

import io.eventbatcher.control.Notice;
import io.eventbatcher.log.Printable;
import io.eventbatcher.replay.letter.LetterKind;
import io.eventbatcher.replay.letter.Remedy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The words of notifications: those of {@code lanes list} and of {@code dead-letters summary}. */
final class Messages {
    /** Kinds of letters with a line of their own. */
    private static final int MOST_LINES = 10;

    private static final int MOST_CHARACTERS = 2_000;

    private Messages() {}

    /** @param troubles of one state and one reason */
    static Message begun(List<Trouble> troubles) {
        Trouble first = troubles.get(0);
        List<String> subjects = troubles.stream()
                .map(trouble -> Trouble.subject(trouble.lane().route()))
                .toList();
        String until =
                first.cause().until() == null ? "" : ", until " + first.cause().until();
        return new Message(
                Message.Event.BEGUN,
                first.cause().state(),
                subjects,
                first.cause().since(),
                first.cause().until(),
                title(subjects) + ": " + first.cause().state() + until,
                Printable.cut(first.cause().reason(), MOST_CHARACTERS));
    }

    /** @param notices of one state */
    static Message over(List<Notice> notices, Instant now) {
        List<String> subjects = notices.stream()
                .map(notice -> Trouble.subject(Trouble.route(notice.key())))
                .toList();
        Notice first = notices.get(0);
        String state = Trouble.state(first.key());
        Duration lasted = Duration.between(first.at(), now);
        return new Message(
                Message.Event.OVER,
                state,
                subjects,
                first.at(),
                null,
                title(subjects) + ": no longer " + state,
                "It was told %d s ago.".formatted(Math.max(0, lasted.toSeconds())));
    }

    /** @param kinds with the number of letters so far */
    static Message letters(Map<LetterKind, Integer> kinds) {
        List<String> lines = new ArrayList<>();
        kinds.entrySet().stream()
                .sorted(Map.Entry.<LetterKind, Integer>comparingByValue().reversed())
                .limit(MOST_LINES)
                .forEach(kind -> lines.add(line(kind.getKey(), kind.getValue())));
        if (kinds.size() > MOST_LINES) {
            lines.add("And %d further kinds.".formatted(kinds.size() - MOST_LINES));
        }
        lines.add("See all: event-batcher dead-letters summary");
        return new Message(
                Message.Event.DEAD_LETTERS,
                "dead",
                kinds.keySet().stream().map(LetterKind::id).sorted().toList(),
                null,
                null,
                kinds.size() == 1 ? "Dead letters of a new kind" : "Dead letters of " + kinds.size() + " new kinds",
                Printable.cut(String.join("\n", lines), MOST_CHARACTERS));
    }

    /** The kind without values of events: the pattern has none. */
    private static String line(LetterKind kind, int letters) {
        return Printable.of("%s %s, route %s, %s, %d so far: %s"
                        .formatted(
                                kind.id(),
                                kind.reason(),
                                kind.route().isEmpty() ? "unknown" : kind.route(),
                                kind.eventName().isEmpty() ? "no event name" : kind.eventName(),
                                letters,
                                Printable.cut(kind.pattern(), 200)))
                + ' '
                + Remedy.of(kind);
    }

    private static String title(List<String> subjects) {
        return subjects.stream().map(Printable::of).collect(Collectors.joining(", "));
    }
}
