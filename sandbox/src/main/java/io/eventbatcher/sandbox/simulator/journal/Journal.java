package io.eventbatcher.sandbox.simulator.journal;

import io.eventbatcher.sandbox.simulator.api.Endpoint;
import io.eventbatcher.sandbox.simulator.api.Input;
import io.eventbatcher.sandbox.simulator.api.ReceivedRequest;
import io.eventbatcher.sandbox.simulator.api.Reply;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * The read-back: per endpoint, every input that was accepted, in order of acceptance and before any deduplication. It counts what HubSpot
 * did, not what the sender learned: behind a connection that was reset after applying, or a 524 after applying, inputs are accepted too.
 */
public final class Journal {
    private final Map<Endpoint, EndpointJournal> journals = new EnumMap<>(Endpoint.class);
    private final Map<Endpoint, OpenRequests> inFlight = new EnumMap<>(Endpoint.class);
    private final int keptRequests;
    private final Deque<RecordedRequest> latest = new ArrayDeque<>();

    public Journal(int keptRequests) {
        this.keptRequests = keptRequests;
        for (Endpoint endpoint : Endpoint.values()) {
            journals.put(endpoint, new EndpointJournal(endpoint));
            inFlight.put(endpoint, new OpenRequests());
        }
    }

    /** Every accepted input in order, without holding them all in memory. */
    public void forEachInput(Endpoint endpoint, Consumer<AcceptedInput> reader) {
        forEachInput(endpoint, 0, Long.MAX_VALUE, reader);
    }

    /** At most {@code limit} accepted inputs from the one numbered {@code from} on. */
    public void forEachInput(Endpoint endpoint, long from, long limit, Consumer<AcceptedInput> reader) {
        journal(endpoint).forEach(from, limit, reader);
    }

    /** All accepted inputs as a list: for small runs. */
    public List<AcceptedInput> inputs(Endpoint endpoint) {
        List<AcceptedInput> inputs = new ArrayList<>();
        forEachInput(endpoint, inputs::add);
        return Collections.unmodifiableList(inputs);
    }

    public Counters counters(Endpoint endpoint) {
        return journal(endpoint).counters(openRequests(endpoint));
    }

    /** The latest requests to all endpoints, oldest first. */
    public List<RecordedRequest> latestRequests() {
        synchronized (latest) {
            return List.copyOf(latest);
        }
    }

    /** The requests of which inputs were accepted, in order, from the one with the accepted input numbered {@code from} on. */
    public void forEachRequest(Endpoint endpoint, long from, Consumer<AcceptedRequest> reader) {
        journal(endpoint).forEachRequest(from, reader);
    }

    public void accept(ReceivedRequest exchange, List<? extends Input> inputs, Instant at) {
        journal(exchange.endpoint()).accept(exchange, inputs, at);
    }

    public void count(ReceivedRequest exchange, Reply reply) {
        journal(exchange.endpoint()).count(reply.outcome());
        if (keptRequests == 0) {
            return;
        }
        synchronized (latest) {
            if (latest.size() == keptRequests) {
                latest.removeFirst();
            }
            latest.addLast(new RecordedRequest(
                    exchange.number(),
                    exchange.endpoint(),
                    reply.outcome(),
                    exchange.instance(),
                    exchange.attempt(),
                    exchange.body()));
        }
    }

    /** The requests to this endpoint that are open now. */
    public OpenRequests openRequests(Endpoint endpoint) {
        return Objects.requireNonNull(inFlight.get(endpoint));
    }

    private EndpointJournal journal(Endpoint endpoint) {
        return Objects.requireNonNull(journals.get(endpoint));
    }
}
