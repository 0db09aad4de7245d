package io.eventbatcher.sandbox.bench;

import io.eventbatcher.sandbox.simulator.api.Endpoint;
import io.eventbatcher.sandbox.simulator.journal.AcceptedRequest;
import io.eventbatcher.sandbox.simulator.journal.Journal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The requests that the simulator accepted for one load. The rate counts the first 95 % of the load, because the last batches are not full
 * and wait for the service's linger.
 */
final class Span {
    private static final double COUNTED = 0.95;

    private final List<AcceptedRequest> requests;

    /** @param requests in the order of their acceptance */
    Span(List<AcceptedRequest> requests) {
        this.requests = List.copyOf(requests);
    }

    static Span since(long order, Endpoint endpoint, Journal journal) {
        List<AcceptedRequest> requests = new ArrayList<>();
        journal.forEachRequest(endpoint, order, requests::add);
        return new Span(requests);
    }

    long requests() {
        return requests.size();
    }

    /** @param events of the whole load; more than inputs if events of one identity were merged */
    double perSecond(long events) {
        long all = requests.stream().mapToLong(AcceptedRequest::inputs).sum();
        long counted = 0;
        for (AcceptedRequest request : requests) {
            counted += request.inputs();
            if (counted >= COUNTED * all) {
                Duration took = Duration.between(requests.get(0).acceptedAt(), request.acceptedAt());
                return (double) events * counted / all / Math.max(0.001, took.toMillis() / 1e3);
            }
        }
        throw new IllegalStateException("The simulator accepted no request.");
    }
}
