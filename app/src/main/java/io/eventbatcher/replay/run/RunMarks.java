package io.eventbatcher.replay.run;

import io.eventbatcher.config.Settings;
import io.eventbatcher.replay.event.FieldEdits;
import io.eventbatcher.replay.letter.LetterState;
import io.eventbatcher.replay.letter.StoredLetter;
import io.eventbatcher.replay.resolution.ReplayRun;
import io.eventbatcher.replay.resolution.Resolution;
import io.eventbatcher.replay.resolution.ResolutionTail;
import io.eventbatcher.replay.resolution.Resolutions;
import io.eventbatcher.replay.scan.ScanProgress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The records that a run writes to the topic of resolutions, beside its letters. */
final class RunMarks {
    private static final int LARGEST_TRANSACTION = 1_000;

    private final Settings settings;
    private final ReplayRun run;
    private final FieldEdits edits;
    private final RunTransactions transactions;
    private final String topic;

    RunMarks(Settings settings, ReplayRun run, FieldEdits edits, RunTransactions transactions) {
        this.settings = settings;
        this.run = run;
        this.edits = edits;
        this.transactions = transactions;
        this.topic = settings.topics().resolutions();
    }

    /** Marks a letter within the open transaction. */
    void replayed(StoredLetter letter, Instant now) {
        transactions.send(new Resolution(
                        letter.id(),
                        Resolution.REPLAYED,
                        "",
                        run.id(),
                        now,
                        run.by(),
                        run.why(),
                        letter.place(),
                        Resolution.text(letter.origin()),
                        letter.replays(),
                        edits.paths(letter.id()))
                .toRecord(topic));
    }

    /** Records the run's numbers within the open transaction. */
    void progress(String status, RunProgress progress, String note, Instant now) {
        transactions.send(run.with(status, now, progress.counts(), note).toRecord(topic));
    }

    /**
     * Writes the known ends to the marks, because receipts are kept for days and marks for months; and the run's own end.
     *
     * @param status the status of the run from now on
     */
    void ended(ReplayOutcomes outcomes, ResolutionTail marks, String status, RunReport report, Instant now) {
        List<Resolution> known = new ArrayList<>();
        Resolutions.forEachOf(settings, run.id(), ScanProgress.SILENT, mark -> {
            LetterState state = outcomes.of(mark.letter());
            boolean hasEnded = state == LetterState.DELIVERED || state == LetterState.DIED_AGAIN;
            if (hasEnded && mark.outcome().isEmpty() && marks.run(mark.letter()).equals(run.id())) {
                known.add(mark.withOutcome(state.label()));
                if (known.size() == LARGEST_TRANSACTION) {
                    write(known);
                }
            }
        });
        write(known);
        transactions.begin();
        progress(status, report.progress(), report.note(), now);
        transactions.commit();
    }

    private void write(List<Resolution> known) {
        if (!known.isEmpty()) {
            transactions.begin();
            known.forEach(mark -> transactions.send(mark.toRecord(topic)));
            transactions.commit();
            known.clear();
        }
    }
}
