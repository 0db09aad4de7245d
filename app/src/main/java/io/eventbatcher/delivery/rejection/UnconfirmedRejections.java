package io.eventbatcher.delivery.rejection;

import io.eventbatcher.delivery.inflight.UnconfirmedRejection;
import io.eventbatcher.delivery.lane.ItemOutcome;
import io.eventbatcher.delivery.lane.Lane;
import io.eventbatcher.delivery.lane.MergedInput;
import io.eventbatcher.delivery.lane.PendingRequest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Unconfirmed rejections of a route, in the order of the first rejection of each event. Owned by the poll thread. */
final class UnconfirmedRejections {
    private final boolean ordered;
    private final List<UnconfirmedRejection> rejections = new ArrayList<>();

    /** @param ordered true if the route keeps the order of each identity */
    UnconfirmedRejections(boolean ordered) {
        this.ordered = ordered;
    }

    boolean isEmpty() {
        return rejections.isEmpty();
    }

    int size() {
        return rejections.size();
    }

    /** Number of batches with an unconfirmed rejection. */
    long batches() {
        return rejections.stream()
                .map(rejection -> rejection.item().batch())
                .distinct()
                .count();
    }

    /** Event names with an unconfirmed rejection. */
    Set<String> names() {
        return rejections.stream().map(UnconfirmedRejection::name).collect(Collectors.toSet());
    }

    boolean has(String name) {
        return rejections.stream().anyMatch(rejection -> rejection.name().equals(name));
    }

    /** The last of the rejections, of which there must be one. */
    ItemOutcome.Dead newest() {
        return rejections.get(rejections.size() - 1).outcome();
    }

    /** True if all rejections came with requests sent before this one. */
    boolean allBefore(long request) {
        return rejections.stream().allMatch(rejection -> rejection.lastRequest() < request);
    }

    void add(UnconfirmedRejection rejection) {
        rejection.holdBack();
        int place = rejections.size();
        while (place > 0 && rejections.get(place - 1).firstRequest() > rejection.firstRequest()) {
            place--;
        }
        rejections.add(place, rejection);
    }

    /** Forgets rejections of lanes that now belong to another instance. */
    void forgetDropped() {
        rejections.removeIf(rejection -> rejection.lane().dropped());
    }

    /** The chosen rejections are right: their events are dead. */
    void confirm(Predicate<UnconfirmedRejection> chosen) {
        List<UnconfirmedRejection> confirmed =
                rejections.stream().filter(chosen).toList();
        rejections.removeAll(confirmed);
        confirmed.forEach(rejection -> {
            rejection.release();
            rejection.item().decide(rejection.outcome());
        });
    }

    /** All rejections were wrong: their events are sent again, before the requests that wait in their lanes. */
    void withdraw() {
        Map<Lane, List<UnconfirmedRejection>> byLane = new LinkedHashMap<>();
        rejections.forEach(rejection -> byLane.computeIfAbsent(rejection.lane(), lane -> new ArrayList<>())
                .add(rejection));
        rejections.clear();
        byLane.forEach((lane, withdrawn) -> {
            withdrawn.forEach(UnconfirmedRejection::release);
            lane.requests().sendFirst(requests(lane, withdrawn));
        });
    }

    /** Requests of withdrawn rejections, in order, each as large as allowed but without two inputs of one identity. */
    private static List<PendingRequest> requests(Lane lane, List<UnconfirmedRejection> withdrawn) {
        List<PendingRequest> requests = new ArrayList<>();
        Map<String, UnconfirmedRejection> next = new LinkedHashMap<>();
        long bytes = 0;
        for (UnconfirmedRejection rejection : withdrawn) {
            int length = rejection.item().item().jsonLength();
            boolean fits = next.isEmpty()
                    || (!next.containsKey(rejection.identity())
                            && lane.requests().fits(next.size() + 1, bytes + length));
            if (!fits) {
                requests.add(request(List.copyOf(next.values())));
                next.clear();
                bytes = 0;
            }
            next.put(rejection.identity(), rejection);
            bytes += length;
        }
        requests.add(request(List.copyOf(next.values())));
        return requests;
    }

    private static PendingRequest request(List<UnconfirmedRejection> together) {
        return new PendingRequest(
                together.stream()
                        .map(rejection -> MergedInput.of(rejection.item()))
                        .toList(),
                together.get(0).attempts());
    }

    /**
     * Takes a rejection of a lane that is free and may send; where order is kept, the first of the identity.
     *
     * @param turn chooses another rejection for each retrial
     */
    Optional<UnconfirmedRejection> takeForRetrial(int turn, Predicate<Lane> maySend) {
        for (int i = 0; i < rejections.size(); i++) {
            UnconfirmedRejection candidate = rejections.get((turn + i) % rejections.size());
            UnconfirmedRejection first = ordered ? firstOf(candidate) : candidate;
            if (first.lane().isFree() && maySend.test(first.lane())) {
                rejections.remove(first);
                first.release();
                return Optional.of(first);
            }
        }
        return Optional.empty();
    }

    private UnconfirmedRejection firstOf(UnconfirmedRejection candidate) {
        return rejections.stream()
                .filter(rejection -> isOf(rejection, candidate.lane(), candidate.identity()))
                .findFirst()
                .orElse(candidate);
    }

    /** True if order is kept and a rejection of the identity is unconfirmed. */
    boolean blocks(Lane lane, String identity) {
        return ordered && rejections.stream().anyMatch(rejection -> isOf(rejection, lane, identity));
    }

    @SuppressWarnings("ReferenceEquality") // a lane is its object
    private static boolean isOf(UnconfirmedRejection rejection, Lane lane, String identity) {
        return rejection.lane() == lane && rejection.identity().equals(identity);
    }
}
