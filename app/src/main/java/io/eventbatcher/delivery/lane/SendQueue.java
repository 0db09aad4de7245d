package io.eventbatcher.delivery.lane;

import io.eventbatcher.record.Item;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The requests of a lane in the order of sending. Suspicious requests wait aside for the next try and let the rest pass; where order is
 * kept, only requests of different identities.
 */
final class SendQueue {
    private final boolean ordered;
    private final Deque<PendingRequest> ready = new ArrayDeque<>();
    private final List<PendingRequest> aside = new ArrayList<>();

    /** @param ordered true if the order of each identity is kept */
    SendQueue(boolean ordered) {
        this.ordered = ordered;
    }

    boolean isEmpty() {
        return ready.isEmpty();
    }

    /** True if requests are ready, and each drew a halting answer before. */
    boolean allSuspicious() {
        return !ready.isEmpty()
                && ready.stream().noneMatch(request -> request.halts().isEmpty());
    }

    /** True if a request is ready and overtakes nothing of the same identities. */
    boolean hasFree() {
        return firstFree() != null;
    }

    /** True if every request may pass the requests aside. */
    boolean letsAllPass() {
        return !ordered || aside.isEmpty();
    }

    /** Adds requests at the end, each parted into inputs free to pass and inputs bound to wait. */
    void addLast(List<PendingRequest> requests) {
        boolean passes = letsAllPass()
                && (!ordered
                        || ready.stream().allMatch(request -> request.halts().isEmpty()));
        ready.addAll(passes ? requests : separated(requests, blockedIdentities()));
    }

    void addFirst(List<PendingRequest> requests) {
        for (int i = requests.size() - 1; i >= 0; i--) {
            ready.addFirst(requests.get(i));
        }
    }

    /** What is ready falls apart into inputs free to pass and inputs bound to wait. */
    void putAside(List<PendingRequest> suspicious) {
        aside.addAll(suspicious);
        if (ordered) {
            List<PendingRequest> before = List.copyOf(ready);
            ready.clear();
            ready.addAll(separated(before, identitiesAside()));
        }
    }

    /** The number of requests aside that wait for a further try alone. */
    int countDoubted() {
        return (int) aside.stream().filter(PendingRequest::doubted).count();
    }

    /** Moves requests from aside to the front. */
    void returnFromAside(List<PendingRequest> suspicious) {
        aside.removeAll(suspicious);
        addFirst(suspicious);
    }

    /** The first request to overtake nothing of the same identities. Only when the queue {@link #hasFree}. */
    PendingRequest takeFree() {
        return take(Objects.requireNonNull(firstFree()));
    }

    /** The first input of a request that was taken; the rest returns to the front. */
    PendingRequest firstInput(PendingRequest taken) {
        MergedInput first = taken.inputs().get(0);
        addFirst(taken.rest(first));
        return taken.only(first);
    }

    /** Only when the queue is not empty. */
    PendingRequest takeLast() {
        return ready.removeLast();
    }

    /** A different request each turn, without regard to order. Only when the queue is not empty. */
    PendingRequest takeAny(int turn) {
        return take(List.copyOf(ready).get(turn % ready.size()));
    }

    /** The first request with a wanted item, without regard to order; null for none. Ends the searches in which one waits. */
    @Nullable
    PendingRequest takeWith(Predicate<Item> wanted) {
        return take(wanted, () -> ready.stream().filter(request -> request.contains(wanted)));
    }

    /**
     * A request with a wanted item that never drew a halting answer, and overtakes nothing of the same identities; null for none. Ends the
     * searches in which one waits.
     */
    @Nullable
    PendingRequest takeUntried(Predicate<Item> wanted) {
        return take(
                wanted,
                () -> (ordered ? free() : ready.stream())
                        .filter(request -> request.halts().isEmpty() && request.contains(wanted)));
    }

    private @Nullable PendingRequest take(Predicate<Item> wanted, Supplier<Stream<PendingRequest>> matching) {
        Optional<PendingRequest> found = matching.get().findFirst();
        if (found.isEmpty() && endSearches(wanted)) {
            found = matching.get().findFirst();
        }
        return found.map(this::take).orElse(null);
    }

    /** Ends the searches in which a wanted item waits: searches only order. Returns true if there was one. */
    boolean endSearches(Predicate<Item> wanted) {
        List<PendingRequest> before = List.copyOf(ready);
        ready.clear();
        for (PendingRequest request : before) {
            RequestSearch search = request.search();
            if (search != null && search.inputs().waiting().stream().anyMatch(input -> input.contains(wanted))) {
                ready.add(request.withoutSearch());
                ready.add(new PendingRequest(search.inputs().waiting(), search.attempts(), search.halts()));
            } else {
                ready.add(request);
            }
        }
        return ready.size() > before.size();
    }

    /** The last request to overtake nothing of the same identities; null for none. */
    @Nullable
    PendingRequest takeLastFree() {
        return free().reduce((before, after) -> after).map(this::take).orElse(null);
    }

    /** A different request each turn, of those that overtake nothing of the same identities. Only when the queue {@link #hasFree}. */
    PendingRequest takeFree(int turn) {
        List<PendingRequest> free = free().toList();
        return take(free.get(turn % free.size()));
    }

    private PendingRequest take(PendingRequest request) {
        ready.remove(request);
        return request;
    }

    /** The requests that overtake nothing of the same identities, in order, found one by one. */
    private Stream<PendingRequest> free() {
        Set<String> blocked = identitiesAside();
        return ready.stream().filter(request -> {
            boolean free = request.identities().noneMatch(blocked::contains);
            request.identities().forEach(blocked::add);
            return free;
        });
    }

    /** The request for {@link #takeFree}; null for none. */
    @Nullable
    PendingRequest firstFree() {
        return letsAllPass() ? ready.peekFirst() : free().findFirst().orElse(null);
    }

    /** The requests, each parted into inputs free to pass and inputs bound to wait. A request that is searched for a culprit stays whole. */
    private static List<PendingRequest> separated(List<PendingRequest> requests, Set<String> blocked) {
        List<PendingRequest> all = new ArrayList<>();
        for (PendingRequest request : requests) {
            List<MergedInput> free = new ArrayList<>(request.inputs());
            free.removeIf(input -> blocked.contains(input.identity()));
            List<MergedInput> rest = new ArrayList<>(request.inputs());
            rest.removeAll(free);
            if (request.isSearched() || free.isEmpty() || rest.isEmpty()) {
                all.add(request);
            } else {
                all.add(request.with(free));
                all.add(request.with(rest));
            }
            if (blocks(request, blocked)) {
                request.identities().forEach(blocked::add);
            }
        }
        return all;
    }

    private static boolean blocks(PendingRequest request, Set<String> blocked) {
        boolean searched = request.isSearched() && request.identities().anyMatch(blocked::contains);
        return searched || !request.halts().isEmpty();
    }

    /** The identities aside or under suspicion, and all identities of requests bound to wait for such an identity. */
    private Set<String> blockedIdentities() {
        Set<String> identities = identitiesAside();
        for (PendingRequest request : ready) {
            if (!request.halts().isEmpty() || request.identities().anyMatch(identities::contains)) {
                request.identities().forEach(identities::add);
            }
        }
        return identities;
    }

    private Set<String> identitiesAside() {
        Set<String> identities = new HashSet<>();
        aside.forEach(request -> request.identities().forEach(identities::add));
        return identities;
    }
}
