package io.eventbatcher.console.run;

import io.eventbatcher.console.access.RefusedException;
import io.eventbatcher.console.reading.Reading;
import io.eventbatcher.console.reading.Readings;
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
 * is kept for a quarter of an hour, and all plans together hold a bounded number of letters. Readings keep the names of plans alone.
 */
public final class Plans {
    private static final Duration KEPT = Duration.ofMinutes(15);
    private static final int MOST_PLANS = 16;
    private static final int MOST_LETTERS = 300_000;

    private final Readings readings;
    private final Clocks clocks;
    private final Map<String, Kept> kept = new LinkedHashMap<>();

    private record Kept(Planned planned, String deed, Moment until) {}

    /** The result of a reading: the name of a plan, or the reason why none can be made. */
    private record Ticket(String id, String trouble) {}

    public Plans(Readings readings, Clocks clocks) {
        this.readings = readings;
        this.clocks = clocks;
    }

    /** Makes a plan with a name that no run has. */
    public interface Making {
        Planned make(String id, ScanProgress progress);
    }

    /**
     * The plan of a reading. A plan that has made room for newer plans is made anew.
     *
     * @param name the name of the reading
     * @param deed the purpose of the plan, as an infinitive
     */
    public Reading<Planned> ask(String name, String deed, Making making) {
        Reading<Ticket> known = read(name, deed, making);
        if (known.result().filter(ticket -> planned(ticket).isEmpty()).isEmpty()) {
            return shown(known);
        }
        readings.forget(name);
        return shown(read(name, deed, making));
    }

    private Reading<Ticket> read(String name, String deed, Making making) {
        return readings.ask(name, progress -> {
            try {
                return keep(making.make(ReplayRunner.newId(clocks.instant(), UUID.randomUUID()), progress), deed);
            } catch (NoPlanException | TopicRecreatedException impossible) {
                return new Ticket("", String.valueOf(impossible.getMessage()));
            }
        });
    }

    private Reading<Planned> shown(Reading<Ticket> reading) {
        Optional<Planned> planned = reading.result()
                .map(ticket -> planned(ticket)
                        .orElseGet(() -> Planned.not("The plan has made room for newer plans; load the page again.")));
        return new Reading<>(planned, reading.trouble(), reading.topic(), reading.percent(), reading.at());
    }

    private Optional<Planned> planned(Ticket ticket) {
        return ticket.id().isEmpty()
                ? Optional.of(Planned.not(ticket.trouble()))
                : kept(ticket.id()).map(Kept::planned);
    }

    private synchronized Ticket keep(Planned planned, String deed) {
        if (planned.plan().isEmpty()) {
            return new Ticket("", planned.trouble());
        }
        kept.put(planned.id(), new Kept(planned, deed, clocks.moment().plus(KEPT)));
        int letters =
                kept.values().stream().mapToInt(one -> one.planned().letters()).sum();
        Iterator<Kept> oldest = kept.values().iterator();
        while (kept.size() > 1 && (kept.size() > MOST_PLANS || letters > MOST_LETTERS)) {
            letters -= oldest.next().planned().letters();
            oldest.remove();
        }
        return new Ticket(planned.id(), "");
    }

    /**
     * A plan that is still kept.
     *
     * @param deed the purpose for which the plan was made
     * @throws RefusedException for a plan with another purpose
     */
    public Optional<Planned> find(String id, String deed) throws RefusedException {
        Optional<Kept> found = kept(id);
        String made = found.map(Kept::deed).orElse(deed);
        if (!made.equals(deed)) {
            throw new RefusedException(
                    409, "The plan was made to " + made + ", not to " + deed + ". Nothing was done; plan again.");
        }
        return found.map(Kept::planned);
    }

    private synchronized Optional<Kept> kept(String id) {
        Moment now = clocks.moment();
        kept.values().removeIf(one -> now.isAfter(one.until()));
        return Optional.ofNullable(kept.get(id));
    }

    public synchronized void forget(String id) {
        kept.remove(id);
    }
}
