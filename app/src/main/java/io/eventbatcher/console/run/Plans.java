package io.eventbatcher.console.run;

import io.eventbatcher.console.reading.Work;
import io.eventbatcher.replay.plan.NoPlanException;
import io.eventbatcher.replay.run.ReplayRunner;
import io.eventbatcher.replay.scan.ScanProgress;
import io.eventbatcher.replay.scan.TopicRecreatedException;
import io.eventbatcher.time.Clocks;
import io.eventbatcher.time.Moment;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Makes plans, and keeps them until somebody agrees: the letters that a person was told are those that are sent, whatever died since. A plan
 * is kept for a quarter of an hour, and all plans together hold a bounded number of letters.
 */
public final class Plans {
    private static final Duration KEPT = Duration.ofMinutes(15);
    private static final int MOST_PLANS = 16;
    private static final int MOST_LETTERS = 300_000;

    private final Clocks clocks;
    private final Map<String, Kept> kept = new LinkedHashMap<>();

    private record Kept(Planned planned, Moment until) {}

    public Plans(Clocks clocks) {
        this.clocks = clocks;
    }

    /** Makes a plan with a name that no run has. */
    public interface Making {
        Planned make(String id, ScanProgress progress);
    }

    /** Work of a reading: makes a plan and keeps it. */
    public Work<Planned> making(Making making) {
        return progress -> {
            try {
                return keep(making.make(ReplayRunner.newId(clocks.instant(), UUID.randomUUID()), progress));
            } catch (NoPlanException | TopicRecreatedException impossible) {
                return Planned.not(String.valueOf(impossible.getMessage()));
            }
        };
    }

    private synchronized Planned keep(Planned planned) {
        kept.put(planned.id(), new Kept(planned, clocks.moment().plus(KEPT)));
        int letters =
                kept.values().stream().mapToInt(one -> one.planned().letters()).sum();
        Iterator<Kept> oldest = kept.values().iterator();
        while (kept.size() > 1 && (kept.size() > MOST_PLANS || letters > MOST_LETTERS)) {
            letters -= oldest.next().planned().letters();
            oldest.remove();
        }
        return planned;
    }

    /** A plan that is still kept. */
    public synchronized Optional<Planned> find(String id) {
        Moment now = clocks.moment();
        kept.values().removeIf(one -> now.isAfter(one.until()));
        return Optional.ofNullable(kept.get(id)).map(Kept::planned);
    }

    public synchronized void forget(String id) {
        kept.remove(id);
    }
}
