package io.eventbatcher.replay.run;

import io.eventbatcher.replay.letter.LetterState;
import io.eventbatcher.replay.resolution.ReplayRun;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A run's numbers.
 *
 * @param meant the letters that the run was to send
 * @param sent the letters that it has sent, also before it was resumed
 * @param skipped the letters that others resolved meanwhile, or that are gone
 * @param outcomes the sent letters by state
 * @param hold the reason why nothing is sent now; empty while the run sends
 */
public record RunProgress(long meant, long sent, long skipped, Map<LetterState, Long> outcomes, String hold) {
    static final String SENT = "sent";
    static final String MEANT = "meant";
    static final String SKIPPED = "skipped";

    public RunProgress {
        Map<LetterState, Long> copy = new EnumMap<>(LetterState.class);
        copy.putAll(outcomes);
        outcomes = Collections.unmodifiableMap(copy);
    }

    /** The numbers that a run has recorded. */
    public static RunProgress of(ReplayRun run) {
        Map<LetterState, Long> outcomes = new EnumMap<>(LetterState.class);
        for (LetterState state : LetterState.values()) {
            if (state.replayed()) {
                outcomes.put(state, run.count(state.label()));
            }
        }
        return new RunProgress(run.count(MEANT), run.count(SENT), run.count(SKIPPED), outcomes, "");
    }

    /**
     * A run's numbers by the ends that its replays have had until now.
     *
     * @param states the letters that the run has sent, by state
     * @param left the letters whose turn has not come
     */
    public static RunProgress of(ReplayRun run, Map<LetterState, Long> states, long left) {
        long meant = run.count(MEANT);
        long sent = states.values().stream().mapToLong(Long::longValue).sum();
        return new RunProgress(meant, sent, Math.max(0, meant - sent - left), states, "");
    }

    public long of(LetterState state) {
        return outcomes.getOrDefault(state, 0L);
    }

    /** The numbers when further letters will have been sent. */
    RunProgress after(int newlySent, int newlySkipped) {
        Map<LetterState, Long> later = new EnumMap<>(LetterState.class);
        later.putAll(outcomes);
        later.merge(LetterState.WAITING, (long) newlySent, Long::sum);
        return new RunProgress(meant, sent + newlySent, skipped + newlySkipped, later, hold);
    }

    /** The letters whose turn has not come. */
    public long left() {
        return meant - sent - skipped;
    }

    /** The replays whose end is known. */
    public long known() {
        return sent - of(LetterState.WAITING);
    }

    /** The numbers of a run's table; rows that matter only at times are there only then. */
    public Map<String, Long> rows() {
        Map<String, Long> rows = new LinkedHashMap<>();
        rows.put("delivered", of(LetterState.DELIVERED));
        rows.put("duplicate", of(LetterState.DUPLICATE));
        rows.put("died again", of(LetterState.DIED_AGAIN));
        rows.put("still waiting", of(LetterState.WAITING));
        if (skipped > 0) {
            rows.put("skipped", skipped);
        }
        if (left() > 0) {
            rows.put("not sent", left());
        }
        return rows;
    }

    /** The numbers as a run records them. */
    public Map<String, Long> counts() {
        Map<String, Long> counts = new LinkedHashMap<>();
        counts.put(MEANT, meant);
        counts.put(SENT, sent);
        counts.put(SKIPPED, skipped);
        for (LetterState state : LetterState.values()) {
            if (state.replayed()) {
                counts.put(state.label(), of(state));
            }
        }
        return counts;
    }
}
