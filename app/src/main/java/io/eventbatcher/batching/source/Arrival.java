package io.eventbatcher.batching.source;

import io.eventbatcher.record.SourceRecord;
import io.eventbatcher.route.Route;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A consumed record with its first origin. */
public sealed interface Arrival {
    SourceRecord source();

    void fold(Consumer<Event> event, Consumer<Unroutable> unroutable);

    /**
     * A record whose route is known.
     *
     * @param replayId the id of the replay that brought the record, or null for a record of a source topic
     * @param tooLarge the reason why the record fits no topic of ours, as sentences; null for a record that fits
     */
    record Event(
            Route route,
            SourceRecord source,
            @Nullable String replayId,
            @Nullable String tooLarge) implements Arrival {
        Event(Route route, SourceRecord source, @Nullable String replayId) {
            this(route, source, replayId, null);
        }

        @Override
        public void fold(Consumer<Event> event, Consumer<Unroutable> unroutable) {
            event.accept(this);
        }
    }

    /**
     * A record of the replay topic whose headers name no event to replay.
     *
     * @param findings at least one sentence
     */
    record Unroutable(SourceRecord source, List<String> findings) implements Arrival {
        @Override
        public void fold(Consumer<Event> event, Consumer<Unroutable> unroutable) {
            unroutable.accept(this);
        }
    }
}
