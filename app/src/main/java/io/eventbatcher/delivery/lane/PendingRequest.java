package io.eventbatcher.delivery.lane;

import io.eventbatcher.delivery.history.FailureHistory;
import io.eventbatcher.delivery.history.HaltHistory;
import io.eventbatcher.delivery.search.GroupSizes;
import io.eventbatcher.delivery.search.Hint;
import io.eventbatcher.delivery.search.Search;
import io.eventbatcher.hubspot.HubSpotRequest;
import io.eventbatcher.hubspot.RequestInput;
import io.eventbatcher.record.Item;
import io.eventbatcher.route.Route;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The inputs of one request before sending: the inputs of several batches, a part of a refused request, or a single input.
 *
 * @param inputs at least one; where order is kept, no two of the same identity
 * @param attempts the number of requests that carried the inputs
 * @param retries the answers in a row with the demand for a retry
 * @param unproven the answers to a single input without a word about the input
 * @param failures the failures, as far as they speak against the inputs
 * @param halts the halting answers, as far as they speak against the inputs
 * @param search the search for bad inputs that the request is part of
 */
public record PendingRequest(
        List<MergedInput> inputs,
        int attempts,
        int retries,
        int unproven,
        FailureHistory failures,
        HaltHistory halts,
        @Nullable RequestSearch search) {
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
        return inputs.stream().anyMatch(input -> input.contains(wanted));
    }

    /** The identities of all inputs held up by the request, with those that wait for the answer. */
    public Stream<String> identities() {
        Stream<MergedInput> waiting = search == null ? Stream.of() : search.inputs().waiting().stream();
        return Stream.concat(inputs.stream(), waiting).map(MergedInput::identity);
    }

    public PendingRequest sentOnceMore() {
        return new PendingRequest(inputs, attempts + 1, retries, unproven, failures, halts, search);
    }

    /** Takes the last attempt back: HubSpot turned the request away without a look at the inputs. */
    public PendingRequest unsent() {
        return new PendingRequest(inputs, attempts - 1, retries, unproven, failures, halts, search);
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

    /** The request but for one input, which goes before; behind a single input those that wait for the answer. */
    List<PendingRequest> rest(MergedInput before) {
        List<MergedInput> rest =
                inputs.stream().filter(input -> input != before).toList();
        return rest.isEmpty() ? waiting() : List.of(with(rest));
    }

    /** The request, and before the first try one for each name apart, behind the request of all others. */
    List<PendingRequest> apart(Function<MergedInput, String> name) {
        // nearly always nothing goes apart: then no map is made
        if (attempts > 0 || inputs.stream().allMatch(input -> name.apply(input).isEmpty())) {
            return List.of(this);
        }
        Map<String, List<MergedInput>> byName = new TreeMap<>();
        inputs.forEach(input -> byName.computeIfAbsent(name.apply(input), unseen -> new ArrayList<>())
                .add(input));
        return byName.size() == 1
                ? List.of(this)
                : byName.values().stream().map(this::with).toList();
    }

    /** Some of the inputs, with the history of all. */
    PendingRequest with(List<MergedInput> some) {
        return new PendingRequest(some, attempts, retries, unproven, failures, halts, search);
    }

    public PendingRequest withFailures(FailureHistory changed) {
        return new PendingRequest(inputs, attempts, retries, unproven, changed, halts, search);
    }

    public PendingRequest withHalts(HaltHistory changed) {
        return new PendingRequest(inputs, attempts, retries, unproven, failures, changed, search);
    }

    public PendingRequest toRetry(FailureHistory changed) {
        return new PendingRequest(inputs, attempts, retries + 1, unproven, changed, halts, search);
    }

    /** The request after an answer without a word about its single input. */
    public PendingRequest toProve() {
        return new PendingRequest(inputs, attempts, retries + 1, unproven + 1, failures, halts, search);
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
        return halts.untried() && !isSearched();
    }

    /** The items of an input, each as a request of its own. */
    public List<PendingRequest> itemsOf(MergedInput input) {
        return input.items().stream().map(MergedInput::of).map(this::alone).toList();
    }

    /** One input as a request of its own. */
    public PendingRequest alone(MergedInput input) {
        return new PendingRequest(List.of(input), attempts, halts.ofPart());
    }

    public PendingRequest withoutSearch() {
        return new PendingRequest(inputs, attempts, retries, unproven, failures, halts, null);
    }

    /** True if inputs wait for the answer. */
    boolean isSearched() {
        return search != null && !search.inputs().isEmpty();
    }

    /** The request to send while nothing is known of this one: inputs that wait for the answer do so no longer. */
    public List<PendingRequest> waiting() {
        return search == null ? List.of() : next(search, search.inputs().setAside());
    }

    /** The request to send when HubSpot has taken this one. */
    public List<PendingRequest> afterTaken() {
        return search == null ? List.of() : next(search, search.inputs().taken());
    }

    /** The request to send when HubSpot has refused each input of this one for good. */
    public List<PendingRequest> afterBad() {
        return search == null ? List.of() : next(search, search.inputs().foundBad());
    }

    /**
     * The requests to send when HubSpot has refused this one, of several inputs: a part, for which the rest waits, or several of the kind.
     *
     * @param hint the inputs that the answer names
     */
    public List<PendingRequest> afterRefused(Hint<MergedInput> hint, GroupSizes sizes) {
        // inputs without the same halting answers are searched apart
        RequestSearch joined = search != null && search.halts().equals(halts.ofPart()) ? search : null;
        Search<MergedInput> begun = joined == null ? Search.begin(sizes) : joined.inputs();
        int most = joined == null ? attempts : Math.max(attempts, joined.attempts());
        List<PendingRequest> all =
                new ArrayList<>(next(new RequestSearch(begun, most, halts.ofPart()), begun.refused(inputs, hint)));
        if (joined == null) {
            all.addAll(waiting());
        }
        return all;
    }

    private static List<PendingRequest> next(RequestSearch search, List<Search.Step<MergedInput>> steps) {
        return steps.stream()
                .map(to -> new PendingRequest(
                        to.group(),
                        search.attempts(),
                        0,
                        0,
                        FailureHistory.NONE,
                        search.halts(),
                        search.with(to.search())))
                .toList();
    }

    /**
     * Both halves of several inputs, to find the one on which HubSpot fails.
     *
     * @param failed the failures of the whole
     */
    public List<PendingRequest> halves(FailureHistory failed) {
        int half = inputs.size() / 2;
        return beforeWaiting(Stream.of(
                part(inputs.subList(0, half), failed.ofPart(true)),
                part(inputs.subList(half, inputs.size()), failed.ofPart(false))));
    }

    /**
     * The items of a merged input, one by one, to find the one on which HubSpot fails.
     *
     * @param failed the failures of the whole
     */
    public List<PendingRequest> unmerged(FailureHistory failed) {
        return beforeWaiting(
                inputs.get(0).items().stream().map(item -> part(List.of(MergedInput.of(item)), failed.ofPart(true))));
    }

    private List<PendingRequest> beforeWaiting(Stream<PendingRequest> parts) {
        return Stream.concat(parts, waiting().stream()).toList();
    }

    private PendingRequest part(List<MergedInput> some, FailureHistory ofPart) {
        return new PendingRequest(some, attempts, 0, 0, ofPart, halts.ofPart(), null);
    }

    public HubSpotRequest toHubSpot(Route route) {
        PendingBatch first = inputs.get(0).items().get(0).batch();
        return new HubSpotRequest(route, first.lane(), List.<RequestInput>copyOf(inputs), first.id(), attempts);
    }
}
