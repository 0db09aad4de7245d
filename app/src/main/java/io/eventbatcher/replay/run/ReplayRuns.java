package io.eventbatcher.replay.run;

import io.eventbatcher.config.Settings;
import io.eventbatcher.replay.resolution.ReplayRun;
import io.eventbatcher.replay.resolution.ResolutionTail;
import io.eventbatcher.replay.resolution.Resolutions;
import io.eventbatcher.replay.scan.ScanProgress;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The runs that the topic of resolutions has. */
public final class ReplayRuns {
    private final Settings settings;
    private final ScanProgress progress;

    public ReplayRuns(Settings settings, ScanProgress progress) {
        this.settings = settings;
        this.progress = progress;
    }

    /** All runs, in the order of the topic. */
    public List<ReplayRun> list() {
        return Resolutions.read(settings, progress).runs();
    }

    public Optional<ReplayRun> find(String id) {
        return Resolutions.read(settings, progress).find(id);
    }

    /**
     * Ends a run for good, and returns when others can read it; a process that works on the run is shut out, and its open transaction is
     * aborted.
     *
     * @param why a remark for colleagues; may be empty
     */
    public void cancel(ReplayRun run, String by, String why, Instant now) {
        String note = "Cancelled by " + by + (why.isBlank() ? "." : ": " + why.strip());
        try (RunTransactions transactions = RunTransactions.open(settings, run.id());
                ResolutionTail marks = ResolutionTail.open(settings, run.id())) {
            // the numbers of the last transaction, which nobody can add to any more
            ReplayRun last = find(run.id()).orElse(run);
            transactions.begin();
            transactions.send(last.with(ReplayRun.CANCELLED, now, last.counts(), note)
                    .toRecord(settings.topics().resolutions()));
            transactions.commit();
            marks.readCommitted();
        }
    }
}
