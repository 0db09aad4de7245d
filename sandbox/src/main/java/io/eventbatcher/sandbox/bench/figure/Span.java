package io.eventbatcher.sandbox.bench.figure;

import io.eventbatcher.sandbox.simulator.api.Endpoint;
import io.eventbatcher.sandbox.simulator.journal.AcceptedRequest;
import io.eventbatcher.sandbox.simulator.journal.Journal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The requests that the simulator accepted for one load. The rate counts the first 95 % of the load, because the last batches are not full
 * and wait for the service's linger.
 */
public final class Span {
    private static final double COUNTED = 0.95;

    /** The first requests come while queues and lanes fill: a matter of a second, whatever the load. */
    private static final double FILLING = 0.05;

    private static final double MIDDLE = 0.5;

    /** Requests come in bursts, one with each commit; this is long enough for several. */
    private static final Duration WINDOW = Duration.ofSeconds(2);

    private final List<AcceptedRequest> requests;
    private final long inputs;

    /** @param requests in the order of their acceptance; at least one */
    public Span(List<AcceptedRequest> requests) {
        if (requests.isEmpty()) {
            throw new IllegalStateException("The simulator accepted no request.");
        }
        this.requests = List.copyOf(requests);
        this.inputs = requests.stream().mapToLong(AcceptedRequest::inputs).sum();
    }

    /** The requests after the first {@code order} inputs. */
    public static Span since(long order, Endpoint endpoint, Journal journal) {
        List<AcceptedRequest> requests = new ArrayList<>();
        journal.forEachRequest(endpoint, order, requests::add);
        return new Span(requests);
    }

    /** The number of requests. */
    public long requests() {
        return requests.size();
    }

    /** The moment of the first acceptance. */
    public Instant first() {
        return requests.get(0).acceptedAt();
    }

    /**
     * The events accepted before a moment.
     *
     * @param events of the whole load; more than inputs if events of one identity were merged
     */
    public double eventsBefore(Instant end, long events) {
        long accepted = requests.stream()
                .filter(request -> request.acceptedAt().isBefore(end))
                .mapToLong(AcceptedRequest::inputs)
                .sum();
        return (double) events * accepted / inputs;
    }

    /**
     * The end of the first two seconds in which events were accepted at a rate; empty if the load never came at it.
     *
     * @param events of the whole load; more than inputs if events of one identity were merged
     */
    public Optional<Instant> reached(double eventsPerSecond, long events) {
        double wanted = eventsPerSecond * WINDOW.toSeconds() * inputs / events;
        long within = 0;
        int oldest = 0;
        for (AcceptedRequest request : requests) {
            within += request.inputs();
            Instant from = request.acceptedAt().minus(WINDOW);
            while (!requests.get(oldest).acceptedAt().isAfter(from)) {
                within -= requests.get(oldest++).inputs();
            }
            if (within >= wanted) {
                return Optional.of(request.acceptedAt());
            }
        }
        return Optional.empty();
    }

    /** @param events of the whole load; more than inputs if events of one identity were merged */
    public double perSecond(long events) {
        return perSecond(events, 0, COUNTED);
    }

    /** The rate of the second half by that of the first, without the first and the last twentieth. */
    public double secondHalfByFirst() {
        return perSecond(inputs, MIDDLE, COUNTED) / perSecond(inputs, FILLING, MIDDLE);
    }

    /** The rate between two parts of the load. */
    private double perSecond(long events, double from, double to) {
        long counted = 0;
        long before = 0;
        Instant begin = first();
        for (AcceptedRequest request : requests) {
            if (counted < from * inputs) {
                before = counted + request.inputs();
                begin = request.acceptedAt();
            }
            counted += request.inputs();
            if (counted >= to * inputs) {
                Duration took = Duration.between(begin, request.acceptedAt());
                return (double) events * (counted - before) / inputs / Math.max(0.001, took.toMillis() / 1e3);
            }
        }
        throw new IllegalStateException("The parts of a load end at 1.");
    }
}
