package io.eventbatcher.delivery.lane;

import io.eventbatcher.hubspot.HubSpotRequest;
import io.eventbatcher.hubspot.RequestInput;
import io.eventbatcher.route.Route;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What goes into one request. Its size has nothing to do with that of a batch: halves and single inputs are shipments too.
 *
 * @param parcels at least one; where order is kept, no two of one identity
 * @param attempts the requests that have carried these parcels so far
 * @param retries how often in a row it was to be retried
 * @param doubts how often, alone, it got an answer that said nothing of it
 * @param trial what speaks against its inputs
 * @param other the other half of what was refused together, to be sent when the answer to this one has come
 */
public record PendingRequest(
        List<MergedInput> parcels,
        int attempts,
        int retries,
        int doubts,
        FailureHistory trial,
        @Nullable PendingRequest other) {
    public PendingRequest {
        parcels = List.copyOf(parcels);
    }

    /** To be sent as if nothing were known of it. */
    public PendingRequest(List<MergedInput> parcels, int attempts) {
        this(parcels, attempts, 0, 0, FailureHistory.NONE, null);
    }

    /** Of which nothing was sent yet. */
    public static PendingRequest of(List<MergedInput> parcels) {
        return new PendingRequest(parcels, 0);
    }

    public boolean hasSuch(Predicate<BatchedItem> wanted) {
        return parcels.stream().flatMap(parcel -> parcel.members().stream()).anyMatch(wanted);
    }

    /** Of all that it holds up: the other half goes nowhere before the answer to this one. */
    public Stream<String> identities() {
        Stream<String> own = parcels.stream().map(MergedInput::identity);
        return other == null ? own : Stream.concat(own, other.identities());
    }

    public PendingRequest sentOnceMore() {
        return new PendingRequest(parcels, attempts + 1, retries, doubts, trial, other);
    }

    /** As if the last request had not been sent: it was turned away before anybody looked at its inputs. */
    public PendingRequest untried() {
        return new PendingRequest(parcels, attempts - 1, retries, doubts, trial, other);
    }

    /** This parcel of it, as part of the same request. */
    public PendingRequest only(MergedInput parcel) {
        return single() ? this : new PendingRequest(List.of(parcel), attempts, retries, doubts, trial, null);
    }

    /** What is left of it without this parcel, of which nothing was sent. */
    public List<PendingRequest> without(MergedInput parcel) {
        List<MergedInput> rest = parcels.stream().filter(one -> one != parcel).toList();
        return rest.isEmpty()
                ? released()
                : List.of(new PendingRequest(rest, attempts - 1, retries, doubts, trial, other));
    }

    public PendingRequest onTrial(FailureHistory changed) {
        return new PendingRequest(parcels, attempts, retries, doubts, changed, other);
    }

    public PendingRequest toRetry(FailureHistory changed) {
        return new PendingRequest(parcels, attempts, retries + 1, doubts, changed, other);
    }

    /** It was alone, and the answer said nothing of it. */
    public PendingRequest inDoubt() {
        return new PendingRequest(parcels, attempts, retries + 1, doubts + 1, trial, other);
    }

    /** Whether it drew 5xx or no answer before, or is a part of what did: when it fails again, this need not speak of the endpoint. */
    public boolean failedBefore() {
        return !trial.unknown();
    }

    public boolean single() {
        return parcels.size() == 1;
    }

    /** The parcel alone. */
    public PendingRequest alone(MergedInput parcel) {
        return new PendingRequest(List.of(parcel), attempts);
    }

    /** What was to be sent after this; nothing of it waits any longer. */
    public List<PendingRequest> released() {
        return other == null ? List.of() : List.of(other);
    }

    /**
     * What to send when these were refused together: the first half, whose answer tells whether the second holds a culprit, too. If
     * the first is taken, the second is known to hold one, and it would be a waste to send it whole. So one culprit costs at most
     * 2·log2(n) + 1 requests, the one that was refused first included.
     */
    public List<PendingRequest> searched() {
        if (single()) {
            return List.of(this);
        }
        return List.of(new PendingRequest(
                firstHalf(), attempts, 0, 0, FailureHistory.NONE, new PendingRequest(secondHalf(), attempts)));
    }

    /**
     * The parts in which to look for an input that makes HubSpot fail, in order. A merged input falls apart into its members.
     *
     * @param failed what speaks against them by now
     */
    public List<PendingRequest> parts(FailureHistory failed) {
        List<PendingRequest> parts = new ArrayList<>();
        if (single()) {
            parcels.get(0)
                    .members()
                    .forEach(member -> parts.add(part(List.of(MergedInput.of(member)), failed.ofPart(true))));
        } else {
            parts.add(part(firstHalf(), failed.ofPart(true)));
            parts.add(part(secondHalf(), failed.ofPart(false)));
        }
        parts.addAll(released());
        return parts;
    }

    private PendingRequest part(List<MergedInput> some, FailureHistory onTrial) {
        return new PendingRequest(some, attempts, 0, 0, onTrial, null);
    }

    private List<MergedInput> firstHalf() {
        return parcels.subList(0, parcels.size() / 2);
    }

    private List<MergedInput> secondHalf() {
        return parcels.subList(parcels.size() / 2, parcels.size());
    }

    public HubSpotRequest request(Route route) {
        String batchId = parcels.get(0).members().get(0).batch().id();
        return new HubSpotRequest(route, List.<RequestInput>copyOf(parcels), batchId, attempts);
    }
}
