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
        return unsent().rest(sent);
    }

    /** The request but for one input, which goes before; behind a single input the second half. */
    List<PendingRequest> rest(MergedInput before) {
        List<MergedInput> rest =
                inputs.stream().filter(input -> input != before).toList();
        return rest.isEmpty() ? waitingHalf() : List.of(with(rest));
    }

    /** Some of the inputs, with the history of all. */
    PendingRequest with(List<MergedInput> some) {
        return new PendingRequest(some, attempts, retries, unproven, failures, halts, heldHalf);
    }

    public PendingRequest withFailures(FailureHistory changed) {
        return new PendingRequest(inputs, attempts, retries, unproven, changed, halts, heldHalf);
    }

    public PendingRequest withHalts(HaltHistory changed) {
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

    /** True if the request waits for a further try alone because of halting answers, and for nothing else. */
    boolean doubted() {
        return !halts.untried() && !failedBefore();
    }

    /** True if the answer to any single input shows that the route works: no search for a culprit is on. */
    boolean comparable() {
        return halts.untried() && heldHalf == null;
    }

    /** The items of an input, each as a request of its own. */
    public List<PendingRequest> itemsOf(MergedInput input) {
        return input.items().stream().map(MergedInput::of).map(this::alone).toList();
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
     * The halting answers that a request drew.
     *
     * @param sentAtFirst number of the newest request sent when the first came, to the request or its whole; -1 for none
     * @param sentAtLast the same for the last answer, to the request itself; -1 for none
     * @param alone the tries of the single input
     */
    public record HaltHistory(long sentAtFirst, long sentAtLast, TriesAlone alone) {
        /** A request that never drew a halting answer. */
        public static final HaltHistory NONE = new HaltHistory(-1, -1, TriesAlone.NONE);

        public boolean isEmpty() {
            return sentAtFirst < 0;
        }

        /** True if the request itself drew none, whatever its whole did. */
        public boolean untried() {
            return sentAtLast < 0;
        }

        /** The history of a part before the first try. */
        HaltHistory ofPart() {
            return new HaltHistory(sentAtFirst, -1, TriesAlone.NONE);
        }

        /** The history after one more halting answer. */
        public HaltHistory halted(long newestSent, TriesAlone changed) {
            return new HaltHistory(isEmpty() ? newestSent : sentAtFirst, newestSent, changed);
        }

        /** True if HubSpot took an input of a request that was sent after the first halting answer had come. */
        public boolean othersTaken(long newestTaken) {
            return !isEmpty() && newestTaken > sentAtFirst;
        }
    }

    /**
     * The tries of a single input while the route is open.
     *
     * @param taken the answers of the route by which HubSpot had taken others, when the first halting answer came
     * @param halted the halting answers of the route to others until then
     * @param refusals the halting answers behind an acceptance of others since the answer before
     * @param inVain the halting answers in a row without such an acceptance
     */
    public record TriesAlone(long taken, long halted, int refusals, int inVain) {
        /** An input that was not tried alone. */
        public static final TriesAlone NONE = new TriesAlone(-1, -1, 0, 0);

        /** @param othersTaken true if HubSpot took others since the answer before */
        public TriesAlone refused(boolean othersTaken) {
            return othersTaken
                    ? new TriesAlone(taken, halted, refusals + 1, 0)
                    : new TriesAlone(taken, halted, refusals, inVain + 1);
        }
    }
}
