package io.eventbatcher.sandbox.torture;

import io.eventbatcher.deadletter.Reason;
import io.eventbatcher.sandbox.load.Fate;
import io.eventbatcher.sandbox.torture.Evidence.Letter;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Compares the dead letters with what had to die: each once, for the right reason, byte for byte. */
final class DeadLetterExaminer {
    private final Map<Origin, Publication> publications;
    private final Findings findings;

    DeadLetterExaminer(Map<Origin, Publication> publications, Findings findings) {
        this.publications = publications;
        this.findings = findings;
    }

    /** Returns the origins of all dead letters. */
    Set<Origin> examine(Evidence evidence) {
        Set<Origin> dead = new HashSet<>();
        for (Letter letter : evidence.deadLetters()) {
            boolean first = dead.add(letter.origin());
            examine(letter, first);
        }
        return dead;
    }

    private void examine(Letter letter, boolean first) {
        Publication publication = publications.get(letter.origin());
        if (publication == null) {
            wrong(letter, "nothing was published there");
            return;
        }
        if (!first) {
            wrong(letter, publication.key() + " has one already");
        } else if (!fits(letter.reason(), publication.fate())) {
            wrong(
                    letter,
                    "%s (uuid %s) was to be %s".formatted(publication.key(), publication.uuid(), publication.fate()));
        }
        if (!letter.fingerprint().equals(publication.fingerprint())) {
            findings.add(
                    Check.ALTERED_DEAD_LETTERS,
                    "The dead letter %s of %s differs from what was published at %s."
                            .formatted(letter.id(), publication.key(), letter.origin()));
        }
    }

    private void wrong(Letter letter, String why) {
        findings.add(
                Check.WRONGLY_DEAD_LETTERED,
                "The dead letter %s (%s: %s) of %s is wrong: %s."
                        .formatted(letter.id(), letter.reason(), letter.message(), letter.origin(), why));
    }

    private static boolean fits(String reason, Fate fate) {
        return switch (fate) {
            case CONFLICT -> reason.equals(Reason.UUID_CONFLICT.label());
            case INVALID -> reason.equals(Reason.INVALID_EVENT.label());
            case UNDECODABLE -> reason.equals(Reason.UNDECODABLE.label());
            case REJECTED -> reason.equals(Reason.REJECTED.label()) || reason.equals(Reason.NOT_FOUND.label());
            case DELIVERED, DUPLICATE -> false;
        };
    }
}
