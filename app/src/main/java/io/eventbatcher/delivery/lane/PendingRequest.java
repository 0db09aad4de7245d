package io.eventbatcher.delivery.lane;

import io.eventbatcher.hubspot.HubSpotRequest;
import io.eventbatcher.hubspot.RequestInput;
import io.eventbatcher.record.Item;
import io.eventbatcher.route.Route;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The inputs of one request before sending: the inputs of several batches, of half a batch, or a single input.
 *
 * @param inputs at least one; where order is kept, no two of the same identity
 * @param attempts the number of requests that carried the inputs
 * @param retries the answers in a row with the demand for a retry
 * @param unproven the answers to a single input without a word about the input
 * @param failures the failures, as far as they speak against the inputs
 * @param halts the halting answers, as far as they speak against the inputs
 * @param heldHalf the second half of a refused request, to be sent after the answer to the first
 */
public record PendingRequest(
        List<MergedInput> inputs,
        int attempts,
        int retries,
        int unproven,
        FailureHistory failures,
        HaltHistory halts,
        @Nullable PendingRequest heldHalf) {
    public PendingRequest {
        inputs = List.copyOf(inputs);
    }

    /** A request without a history but for the attempts. */
    public PendingRequest(List<MergedInput> inputs, int attempts) {
        this(inputs, attempts, HaltHistory.NONE);
    }

    /** A request whose history is the attempts and the halting answers. */
    public PendingRequest(List<MergedInput> inputs, int attempts, HaltHistory halts) {
        this(inputs, attempts, 0, 0, FailureHistory.NONE, halts, null);
    }

    /** A request of inputs that were never sent. */
    public static PendingRequest of(List<MergedInput> inputs) {
        return new PendingRequest(inputs, 0);
    }

    boolean contains(Predicate<Item> wanted) {
        return inputs.stream().flatMap(input -> input.items().stream()).anyMatch(item -> wanted.test(item.item()));
    }

    /** The identities of all inputs held up by the request, the second half included. */
    public Stream<String> identities() {
        Stream<String> own = inputs.stream().map(MergedInput::identity);
        return heldHalf == null ? own : Stream.concat(own, heldHalf.identities());
    }

    public PendingRequest sentOnceMore() {
        return new PendingRequest(inputs, attempts + 1, retries, unproven, failures, halts, heldHalf);
    }

    /** Takes the last attempt back: HubSpot turned the request away without a look at the inputs. */
    public PendingRequest unsent() {
        return new PendingRequest(inputs, attempts - 1, retries, unproven, failures, halts, heldHalf);
    }

    /** One input, as a part of the same request. */
    public PendingRequest only(MergedInput input) {
        return single()
                ? this
                : new PendingRequest(List.of(input), attempts, retries, unproven, failures, halts.ofPart(), null);
    }

    /** The rest of the request after an input was sent by {@link #only}. */
    public List<PendingRequest> without(MergedInput sent) {
        List<MergedInput> rest = inputs.stream().filter(input -> input != sent).toList();
        return rest.isEmpty()
                ? waitingHalf()
                : List.of(new PendingRequest(rest, attempts - 1, retries, unproven, failures, halts, heldHalf));
    }

    public PendingRequest withFailures(FailureHistory changed) {
        return new PendingRequest(inputs, attempts, retries, unproven, changed, halts, heldHalf);
    }

    /**
     * The request after a halting answer.
     *
     * @param number number of the request
     * @param newestTaken number of the newest request of the route with an input taken
     */
    public PendingRequest halted(long number, long newestTaken) {
        HaltHistory changed = halts.halted(number, single(), newestTaken);
        return new PendingRequest(inputs, attempts, retries, unproven, failures, changed, heldHalf);
    }

    public PendingRequest toRetry(FailureHistory changed) {
        return new PendingRequest(inputs, attempts, retries + 1, unproven, changed, halts, heldHalf);
    }

    /** The request after an answer without a word about its single input. */
    public PendingRequest toProve() {
        return new PendingRequest(inputs, attempts, retries + 1, unproven + 1, failures, halts, heldHalf);
    }

    /** True if the request or its whole drew 5xx or no answer: a further failure says little of the endpoint. */
    public boolean failedBefore() {
        return !failures.isEmpty();
    }

    public boolean single() {
        return inputs.size() == 1;
    }

    /** One input as a request of its own. */
    public PendingRequest alone(MergedInput input) {
        return new PendingRequest(List.of(input), attempts, halts.ofPart());
    }

    public PendingRequest withoutHalf() {
        return new PendingRequest(inputs, attempts, retries, unproven, failures, halts, null);
    }

    /** The second half, held up no longer. */
    public List<PendingRequest> waitingHalf() {
        return heldHalf == null ? List.of() : List.of(heldHalf);
    }

    /**
     * Binary search for the culprit in a refused request: the first half goes first. If HubSpot takes the first half, the second must
     * hold the culprit and is halved unsent. One culprit costs at most 2·log2(n) + 1 requests, the refused request included.
     */
    public List<PendingRequest> halved() {
        if (single()) {
            return List.of(this);
        }
        PendingRequest second = new PendingRequest(secondHalf(), attempts, halts.ofPart());
        return List.of(new PendingRequest(firstHalf(), attempts, 0, 0, FailureHistory.NONE, halts.ofPart(), second));
    }

    /**
     * The parts to search for an input on which HubSpot fails, in order. A merged input falls apart into items.
     *
     * @param failed the failures of the whole
     */
    public List<PendingRequest> divided(FailureHistory failed) {
        List<PendingRequest> parts = new ArrayList<>();
        if (single()) {
            inputs.get(0).items().forEach(item -> parts.add(part(List.of(MergedInput.of(item)), failed.ofPart(true))));
        } else {
            parts.add(part(firstHalf(), failed.ofPart(true)));
            parts.add(part(secondHalf(), failed.ofPart(false)));
        }
        parts.addAll(waitingHalf());
        return parts;
    }

    private PendingRequest part(List<MergedInput> some, FailureHistory ofPart) {
        return new PendingRequest(some, attempts, 0, 0, ofPart, halts.ofPart(), null);
    }

    private List<MergedInput> firstHalf() {
        return inputs.subList(0, inputs.size() / 2);
    }

    private List<MergedInput> secondHalf() {
        return inputs.subList(inputs.size() / 2, inputs.size());
    }

    public HubSpotRequest toHubSpot(Route route) {
        String batchId = inputs.get(0).items().get(0).batch().id();
        return new HubSpotRequest(route, List.<RequestInput>copyOf(inputs), batchId, attempts);
    }

    /**
     * The halting answers that a request drew. They speak against the inputs rather than the route if HubSpot takes inputs of later requests
     * in the meantime.
     *
     * @param firstRequest number of the first request that drew a halting answer; -1 for none
     * @param lastRequest number of the last request that did
     * @param alone the halting answers to the single input
     * @param comparisons the halting answers to the single input behind an acceptance of the route since the answer before
     */
    public record HaltHistory(long firstRequest, long lastRequest, int alone, int comparisons) {
        /** A request that never drew a halting answer. */
        public static final HaltHistory NONE = new HaltHistory(-1, -1, 0, 0);

        public boolean isEmpty() {
            return firstRequest < 0;
        }

        /** The history of a part before the first try. */
        HaltHistory ofPart() {
            return new HaltHistory(firstRequest, lastRequest, 0, 0);
        }

        /**
         * The history after one more halting answer.
         *
         * @param number number of the request
         * @param newestTaken number of the newest request of the route with an input taken
         */
        HaltHistory halted(long number, boolean single, long newestTaken) {
            boolean compared = single && !isEmpty() && newestTaken > lastRequest;
            return new HaltHistory(
                    isEmpty() ? number : firstRequest,
                    number,
                    single ? alone + 1 : 0,
                    single ? comparisons + (compared ? 1 : 0) : 0);
        }

        /** True if HubSpot took an input of a request that was sent after the first halting answer. */
        public boolean othersTaken(long newestTaken) {
            return !isEmpty() && newestTaken > firstRequest;
        }
    }
}
