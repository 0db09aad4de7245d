package io.eventbatcher.batching.source;

import io.eventbatcher.deadletter.DeadLetterHeader;
import io.eventbatcher.deadletter.LeftOut;
import io.eventbatcher.record.Origin;
import io.eventbatcher.record.SourceRecord;
import io.eventbatcher.route.Route;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/** Reads the headers of a replayed record: the route, the first origin, and the id of the replay. */
final class ReplayHeaders {
    private static final int LONGEST_TOPIC = 249;
    private static final int LONGEST_REPLAY_ID = 1_000;
    private static final String WITHOUT_VALUE =
            "The dead letter that was replayed has no value, because the value fitted no topic"
                    + " of ours. The original stood at %s: make it smaller, or raise max-record-bytes, and publish the original again.";

    private final Set<Route> enabled;

    ReplayHeaders(Set<Route> enabled) {
        this.enabled = enabled;
    }

    /** @param here the record's place in the replay topic, which is the origin if the headers name none */
    Arrival read(Origin here, byte @Nullable [] key, byte @Nullable [] value, Headers headers) {
        List<String> findings = new ArrayList<>();
        Optional<Route> route =
                DeadLetterHeader.ROUTE.in(headers).flatMap(Route::labelled).filter(enabled::contains);
        if (route.isEmpty()) {
            findings.add("The replay's header " + DeadLetterHeader.ROUTE.key()
                    + " names no route that is enabled here: " + enabled + ".");
        }
        Optional<String> topic = text(DeadLetterHeader.ERRORS_TOPIC, LONGEST_TOPIC, headers, findings);
        Optional<Long> partition = number(DeadLetterHeader.ERRORS_PARTITION, Integer.MAX_VALUE, headers, findings);
        Optional<Long> offset = number(DeadLetterHeader.ERRORS_OFFSET, Long.MAX_VALUE, headers, findings);
        Optional<Long> timestamp = number(DeadLetterHeader.ORIGINAL_TIMESTAMP, Long.MAX_VALUE, headers, findings);
        Optional<Long> replays = number(DeadLetterHeader.REPLAYS, Integer.MAX_VALUE - 1, headers, findings);
        Optional<String> replayId = text(DeadLetterHeader.REPLAY_ID, LONGEST_REPLAY_ID, headers, findings);

        if (route.isEmpty()
                || topic.isEmpty()
                || partition.isEmpty()
                || offset.isEmpty()
                || timestamp.isEmpty()
                || replays.isEmpty()
                || replayId.isEmpty()) {
            return new Arrival.Unroutable(new SourceRecord(here, key, value, headers, 0), findings);
        }
        Origin first = new Origin(topic.get(), partition.get().intValue(), offset.get(), timestamp.get());
        // The header counts the replays before; the current replay counts too, so that the next dead letter has a new
        // id.
        int replayed = replays.get().intValue() + 1;
        SourceRecord source = new SourceRecord(first, key, value, producersOwn(headers), replayed);
        boolean withoutValue = value == null && LeftOut.namesValue(headers);
        return new Arrival.Event(
                route.get(), source, replayId.get(), withoutValue ? WITHOUT_VALUE.formatted(first) : null);
    }

    private static Headers producersOwn(Headers headers) {
        Headers own = new RecordHeaders(headers);
        DeadLetterHeader.removeAll(own);
        return own;
    }

    private static Optional<String> text(DeadLetterHeader header, int most, Headers headers, List<String> findings) {
        Optional<String> text = header.in(headers).filter(value -> !value.isBlank());
        if (text.isPresent() && text.get().length() > most) {
            findings.add("The replay's header " + header.key() + " has more than " + most + " characters.");
            return Optional.empty();
        }
        if (text.isEmpty()) {
            findings.add("The replay has no header " + header.key()
                    + "; a replay carries its dead letter's headers and an id of its own, see docs/dead-letters.md.");
        }
        return text;
    }

    private static Optional<Long> number(DeadLetterHeader header, long most, Headers headers, List<String> findings) {
        try {
            Optional<Long> number =
                    header.in(headers).map(Long::parseLong).filter(value -> value >= 0 && value <= most);
            if (number.isPresent()) {
                return number;
            }
        } catch (NumberFormatException noNumber) {
            // reported below, as for a missing header
        }
        findings.add("The replay's header " + header.key() + " is no count.");
        return Optional.empty();
    }
}
