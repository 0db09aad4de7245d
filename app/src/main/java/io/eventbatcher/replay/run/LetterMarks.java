package io.eventbatcher.replay.run;

import io.eventbatcher.config.Settings;
import io.eventbatcher.replay.letter.LetterState;
import io.eventbatcher.replay.letter.StoredLetter;
import io.eventbatcher.replay.plan.ReplayOrder;
import io.eventbatcher.replay.plan.ReplayPlan;
import io.eventbatcher.replay.plan.ReplayPlanner;
import io.eventbatcher.replay.resolution.Resolution;
import io.eventbatcher.replay.resolution.ResolutionTail;
import io.eventbatcher.replay.resolution.RunSelection;
import io.eventbatcher.replay.scan.RecordFetcher;
import java.time.Instant;
import java.util.List;

/** Discards letters, and restores them: a mark on the topic of resolutions. The letters stay where they are. */
public final class LetterMarks {
    private final Settings settings;

    public LetterMarks(Settings settings) {
        this.settings = settings;
    }

    /**
     * Marks letters as discarded.
     *
     * @param id a name for the transactions that nobody else has
     * @param plan the letters, by {@link ReplayPlanner#marking}
     * @return the number of letters that are marked; a letter that somebody resolved since the plan is not
     */
    public long discard(String id, ReplayPlan plan, Instant now) {
        return mark(id, plan, LetterState.OPEN, Resolution.DISCARDED, now);
    }

    /** Takes the mark from discarded letters; see {@link #discard}. */
    public long restore(String id, ReplayPlan plan, Instant now) {
        return mark(id, plan, LetterState.DISCARDED, Resolution.OPEN, now);
    }

    private long mark(String id, ReplayPlan plan, LetterState from, String to, Instant now) {
        long marked = 0;
        try (RunTransactions transactions = RunTransactions.open(settings, id);
                ResolutionTail marks = ResolutionTail.open(settings, id);
                RecordFetcher letters =
                        RecordFetcher.open(settings, settings.topics().deadLetters(), plan.topicId())) {
            for (RunSelection part : RunSelection.parts(id, plan.places())) {
                List<StoredLetter> found = letters.fetch(part.places()).values().stream()
                        .map(StoredLetter::new)
                        .toList();
                marks.catchUp();
                transactions.begin();
                for (StoredLetter letter : found) {
                    if (marks.state(letter.id()) == from) {
                        transactions.send(resolution(letter, to, plan.order(), now)
                                .toRecord(settings.topics().resolutions()));
                        marked++;
                    }
                }
                transactions.commit();
            }
            marks.readCommitted();
        }
        return marked;
    }

    private static Resolution resolution(StoredLetter letter, String state, ReplayOrder order, Instant now) {
        return new Resolution(
                letter.id(),
                state,
                "",
                "",
                now,
                order.by(),
                order.why(),
                letter.place(),
                Resolution.text(letter.origin()),
                letter.replays(),
                List.of());
    }
}
