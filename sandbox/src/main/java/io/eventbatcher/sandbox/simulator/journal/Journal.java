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
 * The read-back: per endpoint, every accepted input, in order of acceptance and before any deduplication. Counts HubSpot's actions, not the
 * sender's knowledge: inputs behind a connection reset after applying, or a 524 after applying, are accepted, too.
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

    /** Reads every accepted input in order, without holding all of them in memory. */
    public void forEachInput(Endpoint endpoint, Consumer<AcceptedInput> reader) {
        forEachInput(endpoint, 0, Long.MAX_VALUE, reader);
    }

    /** Reads at most {@code limit} accepted inputs from the number {@code from} on. */
    public void forEachInput(Endpoint endpoint, long from, long limit, Consumer<AcceptedInput> reader) {
        journal(endpoint).forEach(from, limit, reader);
    }

    /** Returns all accepted inputs: for small runs. */
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

    /** Reads the requests with accepted inputs, in order, from the accepted input number {@code from} on. */
    public void forEachRequest(Endpoint endpoint, long from, Consumer<AcceptedRequest> reader) {
        journal(endpoint).forEachRequest(from, reader);
    }

    public void accept(ReceivedRequest request, List<? extends Input> inputs, Instant at) {
        journal(request.endpoint()).accept(request, inputs, at);
    }

    public void count(ReceivedRequest request, Reply reply) {
        journal(request.endpoint()).count(reply.outcome());
        if (keptRequests == 0) {
            return;
        }
        synchronized (latest) {
            if (latest.size() == keptRequests) {
                latest.removeFirst();
            }
            latest.addLast(new RecordedRequest(
                    request.number(),
                    request.endpoint(),
                    reply.outcome(),
                    request.instance(),
                    request.attempt(),
                    request.body()));
        }
    }

    /** The open requests to the endpoint. */
    public OpenRequests openRequests(Endpoint endpoint) {
        return Objects.requireNonNull(inFlight.get(endpoint));
    }

    private EndpointJournal journal(Endpoint endpoint) {
        return Objects.requireNonNull(journals.get(endpoint));
    }
}
