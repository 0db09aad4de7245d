package io.eventbatcher.replay.run;

import io.eventbatcher.config.Settings;
import io.eventbatcher.deadletter.DeadLetterId;
import io.eventbatcher.replay.letter.LetterState;
import io.eventbatcher.replay.letter.StoredLetter;
import io.eventbatcher.replay.plan.StaleGuard;
import io.eventbatcher.replay.resolution.LetterTable;
import io.eventbatcher.replay.resolution.Resolutions;
import io.eventbatcher.replay.scan.ScanRange;
import io.eventbatcher.replay.scan.TopicTail;
import io.eventbatcher.replay.state.LetterStates;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The ends of a run's replays, as receipts and later letters tell them. */
final class ReplayOutcomes implements AutoCloseable {
    private final LetterTable letters;
    private final LetterStates states;
    private final StaleGuard guard;
    private final TopicTail receipts;
    private final TopicTail deadLetters;

    private ReplayOutcomes(Settings settings, Instant since, StaleGuard guard) {
        this.guard = guard;
        Resolutions none = new Resolutions();
        this.letters = none.letters();
        this.states = LetterStates.of(none);
        this.receipts =
                TopicTail.open(settings, settings.topics().receipts(), since.minus(ScanRange.EARLIER), this::receipt);
        this.deadLetters = TopicTail.open(
                settings, settings.topics().deadLetters(), since.minus(ScanRange.EARLIER), this::deadLetter);
    }

    /**
     * Begins to read.
     *
     * @param since the begin of the run
     * @param guard hears of the receipts, too
     */
    static ReplayOutcomes open(Settings settings, Instant since, StaleGuard guard) {
        return new ReplayOutcomes(settings, since, guard);
    }

    /** Notes a letter that the run has sent. */
    void sent(UUID letter, LetterState state) {
        letters.put(letter, state, 0, Instant.EPOCH);
    }

    private void receipt(ConsumerRecord<byte[], byte[]> entry) {
        guard.take(entry, letters::contains);
        if (entry.value() != null) {
            states.delivered(entry.value());
        }
    }

    private void deadLetter(ConsumerRecord<byte[], byte[]> entry) {
        StoredLetter letter = new StoredLetter(entry);
        int replays = letter.replays();
        if (replays > 0 && letters.contains(DeadLetterId.of(letter.origin(), replays - 1))) {
            states.died(letter);
        }
    }

    /** Reads what came, waiting so long at most. */
    void poll(Duration wait) {
        deadLetters.poll(Duration.ZERO);
        receipts.poll(wait);
    }

    LetterState of(UUID letter) {
        return letters.state(letter);
    }

    /** The letters that were sent, by state. */
    Map<LetterState, Long> counts() {
        Map<LetterState, Long> counts = new EnumMap<>(LetterState.class);
        for (LetterState state : LetterState.values()) {
            if (letters.size(state) > 0) {
                counts.put(state, letters.size(state));
            }
        }
        return counts;
    }

    @Override
    public void close() {
        receipts.close();
        deadLetters.close();
    }
}
