package io.eventbatcher.delivery;

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
record Shipment(
        List<Parcel> parcels,
        int attempts,
        int retries,
        int doubts,
        Trial trial,
        @Nullable Shipment other) {
    Shipment {
        parcels = List.copyOf(parcels);
    }

    /** To be sent as if nothing were known of it. */
    Shipment(List<Parcel> parcels, int attempts) {
        this(parcels, attempts, 0, 0, Trial.NONE, null);
    }

    /** Of which nothing was sent yet. */
    static Shipment of(List<Parcel> parcels) {
        return new Shipment(parcels, 0);
    }

    boolean hasSuch(Predicate<Member> wanted) {
        return parcels.stream().flatMap(parcel -> parcel.members().stream()).anyMatch(wanted);
    }

    /** Of all that it holds up: the other half goes nowhere before the answer to this one. */
    Stream<String> identities() {
        Stream<String> own = parcels.stream().map(Parcel::identity);
        return other == null ? own : Stream.concat(own, other.identities());
    }

    Shipment sentOnceMore() {
        return new Shipment(parcels, attempts + 1, retries, doubts, trial, other);
    }

    /** As if the last request had not been sent: it was turned away before anybody looked at its inputs. */
    Shipment untried() {
        return new Shipment(parcels, attempts - 1, retries, doubts, trial, other);
    }

    /** This parcel of it, as part of the same request. */
    Shipment only(Parcel parcel) {
        return single() ? this : new Shipment(List.of(parcel), attempts, retries, doubts, trial, null);
    }

    /** What is left of it without this parcel, of which nothing was sent. */
    List<Shipment> without(Parcel parcel) {
        List<Parcel> rest = parcels.stream().filter(one -> one != parcel).toList();
        return rest.isEmpty() ? released() : List.of(new Shipment(rest, attempts - 1, retries, doubts, trial, other));
    }

    Shipment onTrial(Trial changed) {
        return new Shipment(parcels, attempts, retries, doubts, changed, other);
    }

    Shipment toRetry(Trial changed) {
        return new Shipment(parcels, attempts, retries + 1, doubts, changed, other);
    }

    /** It was alone, and the answer said nothing of it. */
    Shipment inDoubt() {
        return new Shipment(parcels, attempts, retries + 1, doubts + 1, trial, other);
    }

    /** Whether it drew 5xx or no answer before, or is a part of what did: when it fails again, this need not speak of the endpoint. */
    boolean failedBefore() {
        return !trial.unknown();
    }

    boolean single() {
        return parcels.size() == 1;
    }

    /** The parcel alone. */
    Shipment alone(Parcel parcel) {
        return new Shipment(List.of(parcel), attempts);
    }

    /** What was to be sent after this; nothing of it waits any longer. */
    List<Shipment> released() {
        return other == null ? List.of() : List.of(other);
    }

    /**
     * What to send when these were refused together: the first half, whose answer tells whether the second holds a culprit, too. If
     * the first is taken, the second is known to hold one, and it would be a waste to send it whole. So one culprit costs at most
     * 2·log2(n) + 1 requests, the one that was refused first included.
     */
    List<Shipment> searched() {
        if (single()) {
            return List.of(this);
        }
        return List.of(new Shipment(firstHalf(), attempts, 0, 0, Trial.NONE, new Shipment(secondHalf(), attempts)));
    }

    /**
     * The parts in which to look for an input that makes HubSpot fail, in order. A merged input falls apart into its members.
     *
     * @param failed what speaks against them by now
     */
    List<Shipment> parts(Trial failed) {
        List<Shipment> parts = new ArrayList<>();
        if (single()) {
            parcels.get(0)
                    .members()
                    .forEach(member -> parts.add(part(List.of(Parcel.of(member)), failed.ofPart(true))));
        } else {
            parts.add(part(firstHalf(), failed.ofPart(true)));
            parts.add(part(secondHalf(), failed.ofPart(false)));
        }
        parts.addAll(released());
        return parts;
    }

    private Shipment part(List<Parcel> some, Trial onTrial) {
        return new Shipment(some, attempts, 0, 0, onTrial, null);
    }

    private List<Parcel> firstHalf() {
        return parcels.subList(0, parcels.size() / 2);
    }

    private List<Parcel> secondHalf() {
        return parcels.subList(parcels.size() / 2, parcels.size());
    }

    HubSpotRequest request(Route route) {
        String batchId = parcels.get(0).members().get(0).batch().id();
        return new HubSpotRequest(route, List.<RequestInput>copyOf(parcels), batchId, attempts);
    }
}
