package io.eventbatcher.sandbox.simulator.journal;

import io.eventbatcher.sandbox.simulator.api.Endpoint;
import io.eventbatcher.sandbox.simulator.api.Input;
import io.eventbatcher.sandbox.simulator.api.ReceivedRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;

/** The accepted inputs of one endpoint, in order, packed; and the counters. */
final class EndpointJournal {
    private final List<Accepted> accepted = new ArrayList<>();
    private final FingerprintSet distinct = new FingerprintSet();
    private final SortedMap<String, Long> byOutcome = new TreeMap<>();
    private final SortedMap<Integer, Long> requestsByInputs = new TreeMap<>();
    private final boolean marketing;
    private long requests;
    private long inputsAccepted;
    private long distinctAccepted;

    EndpointJournal(Endpoint endpoint) {
        this.marketing = endpoint.marketing();
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Accepted(
            long firstOrder,
            int inputs,
            long request,
            UUID correlationId,
            String instance,
            String attempt,
            long acceptedAt,
            byte[] packed) {
        void unpack(Consumer<AcceptedInput> reader) {
            long[] order = {firstOrder};
            PackedInputs.unpack(
                    packed,
                    (identity, eventName, tracked) -> reader.accept(new AcceptedInput(
                            order[0]++, request, identity, eventName, tracked, correlationId, instance, attempt)));
        }
    }

    void accept(ReceivedRequest request, List<? extends Input> inputs, Instant at) {
        if (inputs.isEmpty()) {
            return;
        }
        byte[] packed = PackedInputs.pack(inputs);
        List<UUID> fingerprints = inputs.stream()
                .filter(input -> !input.identity().isEmpty())
                .map(input -> FingerprintSet.fingerprint(marketing ? "" : input.eventName(), input.identity()))
                .toList();
        synchronized (this) {
            accepted.add(new Accepted(
                    inputsAccepted,
                    inputs.size(),
                    request.number(),
                    request.correlationId(),
                    request.instance(),
                    request.attempt(),
                    at.toEpochMilli(),
                    packed));
            inputsAccepted += inputs.size();
            requestsByInputs.merge(inputs.size(), 1L, Long::sum);
            for (UUID fingerprint : fingerprints) {
                distinctAccepted += distinct.add(fingerprint) ? 1 : 0;
            }
        }
    }

    synchronized void count(String outcome) {
        requests++;
        byOutcome.merge(outcome, 1L, Long::sum);
    }

    /** Reads from the input number {@code order} on, including inputs accepted in the meantime. */
    void forEach(long order, long limit, Consumer<AcceptedInput> reader) {
        long end = limit > Long.MAX_VALUE - order ? Long.MAX_VALUE : order + limit;
        for (int place = placeOf(order); place < size(); place++) {
            Accepted request = at(place);
            if (request.firstOrder() >= end) {
                return;
            }
            request.unpack(input -> {
                if (input.order() >= order && input.order() < end) {
                    reader.accept(input);
                }
            });
        }
    }

    /** Reads from the request with the input number {@code order} on. */
    void forEachRequest(long order, Consumer<AcceptedRequest> reader) {
        for (int place = placeOf(order); place < size(); place++) {
            Accepted request = at(place);
            reader.accept(new AcceptedRequest(
                    request.firstOrder(),
                    request.inputs(),
                    request.correlationId(),
                    Instant.ofEpochMilli(request.acceptedAt())));
        }
    }

    synchronized Counters counters(OpenRequests inFlight) {
        return new Counters(
                requests,
                new TreeMap<>(byOutcome),
                inputsAccepted,
                distinctAccepted,
                new TreeMap<>(requestsByInputs),
                inFlight.mostOpen(),
                inFlight.mostPerIdentity());
    }

    private synchronized int size() {
        return accepted.size();
    }

    private synchronized Accepted at(int place) {
        return accepted.get(place);
    }

    private synchronized int placeOf(long order) {
        int low = 0;
        int high = accepted.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            Accepted request = accepted.get(middle);
            if (request.firstOrder() + request.inputs() <= order) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
