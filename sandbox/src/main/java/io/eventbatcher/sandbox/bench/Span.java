package io.eventbatcher.sandbox.bench;

import io.eventbatcher.sandbox.simulator.Endpoint;
import io.eventbatcher.sandbox.simulator.Journal;
import java.time.Duration;
import java.time.Instant;

/** The requests that the simulator accepted since a place in its journal. */
final class Span {
    private long requests;
    private Instant first = Instant.MAX;
    private Instant last = Instant.MIN;

    private Span() {}

    static Span since(long order, Endpoint endpoint, Journal journal) {
        Span span = new Span();
        journal.forEachRequest(endpoint, order, request -> {
            span.requests++;
            span.first = span.first.isBefore(request.acceptedAt()) ? span.first : request.acceptedAt();
            span.last = span.last.isAfter(request.acceptedAt()) ? span.last : request.acceptedAt();
        });
        return span;
    }

    long requests() {
        return requests;
    }

    /** From the first request accepted to the last. */
    double perSecond(long events) {
        return events / Math.max(0.001, Duration.between(first, last).toMillis() / 1e3);
    }
}
