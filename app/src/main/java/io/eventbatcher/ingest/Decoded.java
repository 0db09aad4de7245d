package io.eventbatcher.ingest;

import io.eventbatcher.deadletter.Reason;
import io.eventbatcher.record.Item;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The end of a source record at ingest. */
public sealed interface Decoded {
    <T> T fold(Function<Accepted, T> accepted, Function<Refused, T> refused, Function<Deferred, T> deferred);

    /** An event that breaks no limit in HubSpot's documentation. */
    record Accepted(Item item) implements Decoded {
        @Override
        public <T> T fold(
                Function<Accepted, T> accepted, Function<Refused, T> refused, Function<Deferred, T> deferred) {
            return accepted.apply(this);
        }
    }

    /**
     * A record that will never pass.
     *
     * @param findings at least one sentence; all faults of the event, never the payload
     * @param uuid null if unreadable
     * @param eventName null if unreadable
     */
    record Refused(
            Reason reason,
            List<String> findings,
            @Nullable String uuid,
            @Nullable String eventName) implements Decoded {
        public Refused {
            findings = List.copyOf(findings);
        }

        @Override
        public <T> T fold(
                Function<Accepted, T> accepted, Function<Refused, T> refused, Function<Deferred, T> deferred) {
            return refused.apply(this);
        }
    }

    /**
     * A record that must be decoded again later, because the registry has not told the schema yet.
     *
     * @param why a sentence for people
     */
    record Deferred(String why) implements Decoded {
        @Override
        public <T> T fold(
                Function<Accepted, T> accepted, Function<Refused, T> refused, Function<Deferred, T> deferred) {
            return deferred.apply(this);
        }
    }
}
