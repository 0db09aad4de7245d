package io.eventbatcher.ingest;

import io.eventbatcher.deadletter.Reason;
import io.eventbatcher.record.Item;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What became of a source record at ingest. */
public sealed interface Decoded {
    <T> T fold(Function<Accepted, T> accepted, Function<Refused, T> refused, Function<Waiting, T> waiting);

    /** An event that HubSpot's documentation allows, as far as one can tell from here. */
    record Accepted(Item item) implements Decoded {
        @Override
        public <T> T fold(Function<Accepted, T> accepted, Function<Refused, T> refused, Function<Waiting, T> waiting) {
            return accepted.apply(this);
        }
    }

    /**
     * A record that will never pass.
     *
     * @param findings at least one sentence; all that is wrong with the event, never its payload
     * @param uuid as far as it could be read
     * @param eventName as far as it could be read
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
        public <T> T fold(Function<Accepted, T> accepted, Function<Refused, T> refused, Function<Waiting, T> waiting) {
            return refused.apply(this);
        }
    }

    /**
     * A record about which nothing may be decided yet, because the registry has not said what its schema is. It must be decoded
     * again.
     *
     * @param why a sentence for people
     */
    record Waiting(String why) implements Decoded {
        @Override
        public <T> T fold(Function<Accepted, T> accepted, Function<Refused, T> refused, Function<Waiting, T> waiting) {
            return waiting.apply(this);
        }
    }
}
