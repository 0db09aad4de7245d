package io.eventbatcher.replay.plan;

import io.eventbatcher.config.Settings;
import io.eventbatcher.replay.letter.LetterState;
import io.eventbatcher.replay.letter.StoredLetter;
import io.eventbatcher.route.Route;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Tells if a letter may be replayed. */
public final class Screening implements AutoCloseable {
    private final Settings settings;
    private final ReplayOrder order;
    private final Originals originals;

    public Screening(Settings settings, ReplayOrder order) {
        this.settings = settings;
        this.order = order;
        this.originals = new Originals(settings);
    }

    /** The reason why the letter is left out; empty for a letter to replay. */
    public Optional<Exclusion> judge(StoredLetter letter, LetterState state) {
        Optional<Exclusion> marked = Exclusion.of(state);
        if (marked.isPresent()) {
            return marked;
        }
        if (route(letter).isEmpty()) {
            return Optional.of(Exclusion.NO_ROUTE);
        }
        if (letter.replays() >= order.maxReplays()) {
            return Optional.of(Exclusion.REPLAY_LIMIT);
        }
        return Originals.isNeeded(letter) && originals.find(letter).isEmpty()
                ? Optional.of(Exclusion.VALUE_GONE)
                : Optional.empty();
    }

    /** The enabled route of the letter, or the one that reads the topic of the letter's origin. */
    public Optional<Route> route(StoredLetter letter) {
        Optional<Route> named = letter.route();
        return named.isPresent()
                ? named.filter(settings.enabledRoutes()::contains)
                : settings.routeOf(letter.origin().topic());
    }

    /** The source record of a letter that lacks its value. */
    public Optional<ConsumerRecord<byte[], byte[]>> original(StoredLetter letter) {
        return Originals.isNeeded(letter) ? originals.find(letter) : Optional.empty();
    }

    @Override
    public void close() {
        originals.close();
    }
}
