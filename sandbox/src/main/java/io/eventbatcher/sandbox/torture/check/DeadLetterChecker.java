package io.eventbatcher.sandbox.torture.check;

import io.eventbatcher.deadletter.Reason;
import io.eventbatcher.sandbox.load.plan.Fate;
import io.eventbatcher.sandbox.torture.evidence.Check;
import io.eventbatcher.sandbox.torture.evidence.Evidence;
import io.eventbatcher.sandbox.torture.evidence.Evidence.Letter;
import io.eventbatcher.sandbox.torture.evidence.Findings;
import io.eventbatcher.sandbox.torture.evidence.Publication;
import io.eventbatcher.sandbox.torture.evidence.Replay;
import io.eventbatcher.sandbox.torture.evidence.SourceOffset;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Compares the dead letters with what had to die: each once, for the right reason, byte for byte; and again if its replay had to. */
final class DeadLetterChecker {
    private final Map<SourceOffset, Publication> publications;
    private final Map<SourceOffset, Replay> replays;
    private final Findings findings;

    DeadLetterChecker(
            Map<SourceOffset, Publication> publications, Map<SourceOffset, Replay> replays, Findings findings) {
        this.publications = publications;
        this.replays = replays;
        this.findings = findings;
    }

    /**
     * One of the times that an event may die.
     *
     * @param replays how often it had been replayed
     */
    record Death(SourceOffset origin, int replays) {}

    /** Returns all deaths. */
    Set<Death> examine(Evidence evidence) {
        Set<Death> deaths = new HashSet<>();
        for (Letter letter : evidence.deadLetters()) {
            boolean first = deaths.add(new Death(letter.origin(), letter.replays()));
            examine(letter, first);
        }
        return deaths;
    }

    private void examine(Letter letter, boolean first) {
        Publication publication = publications.get(letter.origin());
        if (publication == null) {
            wrong(letter, "nothing was published there");
            return;
        }
        if (!first) {
            wrong(letter, publication.key() + " has one already");
        } else if (!fits(letter, publication.fate())) {
            wrong(
                    letter,
                    "%s (uuid %s) was to be %s, and %s"
                            .formatted(
                                    publication.key(),
                                    publication.uuid(),
                                    publication.fate(),
                                    replays.containsKey(letter.origin())
                                            ? "its replay "
                                                    + replays.get(letter.origin())
                                                            .end()
                                            : "was not replayed"));
        }
        if (!letter.fingerprint().equals(publication.fingerprint())) {
            findings.add(
                    Check.ALTERED_DEAD_LETTERS,
                    "The dead letter %s of %s differs from what was published at %s."
                            .formatted(letter.id(), publication.key(), letter.origin()));
        }
    }

    /** Who was replayed dies as what it is for the first time, and as its replay must for the second. */
    private boolean fits(Letter letter, Fate fate) {
        if (letter.replays() == 0) {
            return fits(letter.reason(), fate);
        }
        Replay replay = replays.get(letter.origin());
        if (replay == null || letter.replays() > 1) {
            return false;
        }
        return switch (replay.end()) {
            case TAKEN -> false;
            case DEAD_AGAIN -> fits(letter.reason(), fate);
            case UNCONFIRMED -> letter.reason().equals(Reason.UNCONFIRMED.label());
        };
    }

    private void wrong(Letter letter, String why) {
        findings.add(
                Check.WRONGLY_DEAD_LETTERED,
                "The dead letter %s (%s: %s) of %s, replayed %d times, is wrong: %s."
                        .formatted(
                                letter.id(),
                                letter.reason(),
                                letter.message(),
                                letter.origin(),
                                letter.replays(),
                                why));
    }

    private static boolean fits(String reason, Fate fate) {
        return switch (fate) {
            case CONFLICT -> reason.equals(Reason.UUID_CONFLICT.label());
            case INVALID -> reason.equals(Reason.INVALID_EVENT.label());
            case UNDECODABLE -> reason.equals(Reason.UNDECODABLE.label());
            case REJECTED -> reason.equals(Reason.REJECTED.label()) || reason.equals(Reason.NOT_FOUND.label());
            case EXPIRED -> reason.equals(Reason.EXPIRED.label());
            case DELIVERED, DUPLICATE -> false;
        };
    }
}
