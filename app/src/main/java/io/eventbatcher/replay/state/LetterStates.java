package io.eventbatcher.replay.state;

import io.eventbatcher.config.Settings;
import io.eventbatcher.deadletter.DeadLetterId;
import io.eventbatcher.replay.letter.LetterState;
import io.eventbatcher.replay.letter.StoredLetter;
import io.eventbatcher.replay.resolution.LetterTable;
import io.eventbatcher.replay.resolution.ReplayRun;
import io.eventbatcher.replay.resolution.Resolutions;
import io.eventbatcher.replay.scan.ScanProgress;
import io.eventbatcher.replay.scan.ScanRange;
import io.eventbatcher.replay.scan.TopicScan;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * The states of all dead letters, as far as topics prove them. A letter is open unless an operator's mark, a record on the replay topic or a
 * later letter of the same event says otherwise; a letter that was replayed waits until a receipt or a later letter tells its end.
 */
public final class LetterStates {
    private final Resolutions resolutions;
    private final LetterTable letters;
    private long surprises;

    private LetterStates(Resolutions resolutions) {
        this.resolutions = resolutions;
        this.letters = resolutions.letters();
    }

    /** Reads operators' marks and the replay topic. Letters and receipts are taken from those who read them. */
    public static LetterStates read(Settings settings, ScanProgress progress) {
        LetterStates states = new LetterStates(Resolutions.read(settings, progress));
        TopicScan.of(settings, settings.topics().replays(), ScanRange.ALL, progress)
                .forEachIfThere(entry -> states.replayed(new StoredLetter(entry)));
        return states;
    }

    /** The states of marks alone, for a reader of single topics. */
    public static LetterStates of(Resolutions resolutions) {
        return new LetterStates(resolutions);
    }

    /**
     * Takes a record of the replay topic, which also has replays by hand. A letter that was restored later stays open, and so does the letter
     * of a record that the service does not take for a replay.
     */
    public void replayed(StoredLetter replay) {
        if (!replay.isReplay()) {
            return;
        }
        UUID id = replay.id();
        Instant at = Instant.ofEpochMilli(Math.max(0, replay.entry().timestamp()));
        if (letters.state(id) == LetterState.OPEN
                && !(letters.contains(id) && letters.at(id).plusSeconds(1).isAfter(at))) {
            letters.put(id, LetterState.WAITING, 0, at);
        }
    }

    /** Takes a record of the dead-letter topic: a letter of a replay ends the letter before. */
    public void died(StoredLetter letter) {
        int replays = letter.replays();
        if (replays == 0) {
            return;
        }
        UUID before = DeadLetterId.of(letter.origin(), replays - 1);
        LetterState state = letters.state(before);
        if (state == LetterState.OPEN || state == LetterState.WAITING) {
            letters.set(before, LetterState.DIED_AGAIN);
            surprises++;
        }
    }

    /** Takes the value of a receipt: an item of a replay ends the letter that was replayed. */
    public void delivered(byte[] receipt) {
        ReceiptItems.ofReplays(receipt, item -> {
            UUID id = item.letter(letters);
            if (id != null && letters.state(id) == LetterState.WAITING) {
                letters.set(id, LetterState.DELIVERED);
            }
        });
    }

    /** Reads the receipts since the first replay whose end is not known; reads nothing if all ends are known. */
    public void readReceipts(Settings settings, ScanProgress progress) {
        Instant first = waitingSince();
        if (first.isBefore(Instant.MAX)) {
            TopicScan.of(
                            settings,
                            settings.topics().receipts(),
                            ScanRange.since(first.minus(ScanRange.EARLIER)),
                            progress)
                    .forEachIfThere(entry -> {
                        if (entry.value() != null) {
                            delivered(entry.value());
                        }
                    });
        }
    }

    /** The time of the first replay whose end is not known; {@link Instant#MAX} if all are. */
    private Instant waitingSince() {
        Instant[] first = {Instant.MAX};
        letters.forEach((letter, state) -> {
            if (state == LetterState.WAITING && letters.at(letter).isBefore(first[0])) {
                first[0] = letters.at(letter);
            }
        });
        return first[0];
    }

    public LetterState of(UUID letter) {
        return letters.state(letter);
    }

    public LetterState of(StoredLetter letter) {
        return letters.size() == 0 ? LetterState.OPEN : of(letter.id());
    }

    /**
     * The number of letters whose state a later letter has changed so far. A reader of the whole topic reads once more if the number
     * has grown meanwhile: the later letter stands behind the letter that it ends.
     */
    public long surprises() {
        return surprises;
    }

    /** The id of the run that resolved a letter; empty for none. */
    public String run(UUID letter) {
        return resolutions.run(letter);
    }

    /** The newest record of each run, in the order of the topic. */
    public List<ReplayRun> runs() {
        return resolutions.runs();
    }

    /** The marks, for a writer that adds its own. */
    public LetterTable letters() {
        return letters;
    }
}
