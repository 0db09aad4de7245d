package io.eventbatcher.sandbox.torture.check;

import io.eventbatcher.deadletter.Reason;
import io.eventbatcher.sandbox.load.plan.Fate;
import io.eventbatcher.sandbox.stack.DeadLetter;
import io.eventbatcher.sandbox.stack.SourceOffset;
import io.eventbatcher.sandbox.torture.evidence.Check;
import io.eventbatcher.sandbox.torture.evidence.Evidence;
import io.eventbatcher.sandbox.torture.evidence.Findings;
import io.eventbatcher.sandbox.torture.evidence.Publication;
import io.eventbatcher.sandbox.torture.evidence.Replay;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Compares the dead letters with the expected ones: each once, for the right reason, byte for byte; and once more after a replay that must
 * fail.
 */
final class DeadLetterChecker {
    private final Map<SourceOffset, Publication> publications;
    private final Map<SourceOffset, Replay> replays;
    private final ReplayChecker sent;
    private final Findings findings;

    DeadLetterChecker(
            Map<SourceOffset, Publication> publications,
            Map<SourceOffset, Replay> replays,
            ReplayChecker sent,
            Findings findings) {
        this.sent = sent;
        this.publications = publications;
        this.replays = replays;
        this.findings = findings;
    }

    /** Returns all deaths. */
    Set<Death> examine(Evidence evidence) {
        Map<Death, Integer> deaths = new HashMap<>();
        for (DeadLetter letter : evidence.deadLetters()) {
            int times = deaths.merge(new Death(letter.origin(), letter.replays()), 1, Integer::sum);
            examine(letter, times == 1 || isRefusedOnceMore(letter, times));
        }
        return deaths.keySet();
    }

    /** Ingest refuses a broken event at each replay, under the same id: two runs may have sent the letter in the same instant. */
    private boolean isRefusedOnceMore(DeadLetter letter, int times) {
        return letter.replays() == 1
                && sent.isDeadAtIngest(letter.origin())
                && times <= sent.sentTimes(letter.origin());
    }

    private void examine(DeadLetter letter, boolean first) {
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
        boolean mayLackValue = publication.fate() == Fate.OVERSIZED && !letter.hasValue();
        if (!mayLackValue && !letter.fingerprint().equals(publication.fingerprint())) {
            findings.add(
                    Check.ALTERED_DEAD_LETTERS,
                    "The dead letter %s of %s differs from what was published at %s."
                            .formatted(letter.id(), publication.key(), letter.origin()));
        }
    }

    /** A replayed event dies by its fate the first time, and by the end of its replay the second time. */
    private boolean fits(DeadLetter letter, Fate fate) {
        if (letter.replays() == 0) {
            return letter.fits(fate);
        }
        Replay replay = replays.get(letter.origin());
        if (replay == null || letter.replays() > 1) {
            return false;
        }
        return switch (replay.end()) {
            case TAKEN -> false;
            case DEAD_AGAIN -> letter.fits(fate);
            case UNCONFIRMED -> letter.is(Reason.UNCONFIRMED);
        };
    }

    private void wrong(DeadLetter letter, String why) {
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
}
